/** The `video` element as the camera's session sees it. */
import { fitFrame } from './pace.ts';
import type { Preview } from './session.ts';

export function createPreview(video: HTMLVideoElement): Preview {
  return {
    show: async (stream) => {
      video.srcObject = stream;
      try {
        await video.play();
      } catch (error) {
        // taken away again before it played: whoever did so knows
        if (video.srcObject === stream) throw error;
      }
    },
    clear: () => {
      video.srcObject = null;
    },
    grab: async (longestSide) => {
      const size = fitFrame(video.videoWidth, video.videoHeight, longestSide);
      if (size === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
      const smaller = size.width < video.videoWidth;
      return createImageBitmap(
        video,
        smaller ? { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'medium' } : {},
      );
    },
  };
}
