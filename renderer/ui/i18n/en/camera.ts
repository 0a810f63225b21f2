/** The camera: its viewfinder, and why there is no picture. */
import type { Words } from '../words.ts';
import type { camera as ruCamera } from '../ru/camera.ts';

export const camera: Words<typeof ruCamera> = {
  open: 'Scan with the camera',
  region: 'Camera',
  close: 'Switch the camera off',
  starting: 'Switching the camera on. If the browser asks, allow it.',
  away: 'The window is out of sight: the camera is off.',
  blind: 'The camera gives no picture: open its shutter, or press the camera key of the laptop.',
  said: 'Read by the camera',
  aim: 'Hold the code up to the frame.',
  read: 'Read: {{text}}',
  notSetup: "Not a set-up code: {{text}}. The organiser's code begins with SYS:ACCOUNT:",
  which: 'Which camera',
  nth: 'Camera {{n}}',
  torchOn: 'Light on',
  torchOff: 'Light off',
  retry: 'Try again',
  failure: {
    unavailable: {
      title: 'The browser gives no camera',
      what: "The desk was not opened at this computer's own address, or the browser is too old.",
      todo: 'Open the desk by the address that the program showed when it started, in a current Chrome, Edge or Firefox.',
    },
    none: {
      title: 'No camera found',
      what: 'This computer has no camera, or it is switched off.',
      todo: 'Plug one in: it starts by itself. On a laptop look for a shutter or a camera key.',
    },
    denied: {
      title: 'The camera is not allowed',
      what: 'The browser keeps the desk from the camera.',
      todo: 'Press the camera or lock sign in the address bar, allow the camera, and press "Try again".',
    },
    deniedBySystem: {
      title: 'The system does not allow the camera',
      what: "The computer's privacy settings keep it closed.",
      todo: 'Windows: Settings → Privacy & security → Camera, let desktop apps use it. macOS: System Settings → Privacy & Security → Camera. Then press "Try again".',
    },
    busy: {
      title: 'The camera is in use',
      what: 'Another program holds it, or it does not answer.',
      todo: 'Close video calls and other windows with a camera, and press "Try again". If that does not help, unplug the camera and plug it in again.',
    },
    unplugged: {
      title: 'The camera is gone',
      what: 'It was unplugged, or has switched itself off.',
      todo: 'Plug it in again: it starts by itself. Meanwhile search with the keyboard.',
    },
    decoder: {
      title: 'Codes cannot be read',
      what: 'The part of the program that reads codes did not load, or has stopped.',
      todo: 'Press "Try again"; if that does not help, reload the page (F5): what was recorded is safe. Meanwhile search with the keyboard.',
    },
    other: {
      title: 'The camera does not start',
      what: 'The browser gives its own reason.',
      todo: 'Press "Try again", or plug in another camera.',
    },
  },
};
