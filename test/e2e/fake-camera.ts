/** What Chromium's fake camera shows: a film of one picture, a QR code held up in front of something grey. */
import { writeFile } from 'node:fs/promises';
import { encode } from 'uqr';

const WIDTH = 640;
const HEIGHT = 480;
const MODULE_PX = 9;
const BEHIND = 150;

/** Writes a film in YUV4MPEG2 (4:2:0), which Chromium plays over and over. @returns what starts Chromium with it */
export async function filmCode(file: string, text: string): Promise<readonly string[]> {
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`;
  const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  await writeFile(file, Buffer.concat([Buffer.from(`${header}FRAME\n`), drawBrightness(text), noColour]));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

function drawBrightness(text: string): Buffer {
  const { data, size } = encode(text, { border: 3 });
  const picture = Buffer.alloc(WIDTH * HEIGHT, BEHIND);
  const left = Math.floor((WIDTH - size * MODULE_PX) / 2);
  const top = Math.floor((HEIGHT - size * MODULE_PX) / 2);
  for (let y = 0; y < size * MODULE_PX; y += 1) {
    for (let x = 0; x < size * MODULE_PX; x += 1) {
      const dark = data[Math.floor(y / MODULE_PX)]?.[Math.floor(x / MODULE_PX)] === true;
      picture[(top + y) * WIDTH + left + x] = dark ? 30 : 225;
    }
  }
  return picture;
}
