/** From a print job, or a preview, to its layout: template, what is on it, the person's photo, and how the printer stands. */
import { type BadgeContent, badgeContentSchema } from '../../shared/badge/content.ts';
import { calibrateLayout } from '../../shared/badge/calibrate.ts';
import { type BadgeLayout, layoutBadge } from '../../shared/badge/layout.ts';
import type { BadgeTemplate } from '../../shared/badge/template.ts';
import { layoutTestPage, testPageWords } from '../../shared/badge/test-page.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import type { Language } from '../../shared/contract/station.ts';
import type { StoredJob } from './journal/record.ts';
import type { Photos } from './photos.ts';
import { NotPrintable } from './print-queue/lane-options.ts';
import type { BadgeFonts } from './printing/fonts.ts';
import { addPictures, openPicture, type Picture } from './printing/pictures.ts';
import { Refusal } from './problem.ts';
import type { Templates } from './templates.ts';
import { type Timers, wait } from './timers.ts';

export interface BadgeLayoutsOptions {
  /** Read when the first badge is laid out, or a little before. */
  readonly loadFonts: () => Promise<BadgeFonts>;
  readonly templates: Pick<Templates, 'read'>;
  readonly photos: Pick<Photos, 'find'>;
  /** Of the test page. */
  readonly language: () => Language;
  readonly clock: () => Date;
  readonly timers: Timers;
}

/** A photo that is not here by then is left out: nobody waits for a badge because of it. */
const PHOTO_MS = 300;
/** In a batch nobody waits, but badges of the desk wait behind the one that is being drawn. */
const BATCH_PHOTO_MS = 2000;
/** Where nobody has said what lies in the printer. */
const TEST_SHEET = { width: 105, height: 74 };

export class BadgeLayouts {
  readonly #options: BadgeLayoutsOptions;

  constructor(options: BadgeLayoutsOptions) {
    this.#options = options;
  }

  fonts(): Promise<BadgeFonts> {
    return this.#options.loadFonts();
  }

  /** What goes to the printer. @throws NotPrintable */
  async layOutJob(job: StoredJob, printer: Printer): Promise<BadgeLayout> {
    if (job.purpose === 'test') return fitToPrinter(await this.#layOutTest(printer), printer);
    const template = await this.#options.templates.read(job.template, job.templateVersion);
    if (template === null) throw new NotPrintable('noTemplate', 'the template is gone');
    const photoMs = job.batch === null ? PHOTO_MS : BATCH_PHOTO_MS;
    return fitToPrinter(await this.layOut(template, readContent(job), photoMs), printer);
  }

  /** What a template would give; as it comes out of a printer when one is named. */
  async preview(template: BadgeTemplate, content: BadgeContent, printer: Printer | null): Promise<BadgeLayout> {
    const layout = await this.layOut(template, content);
    return printer === null ? layout : fitToPrinter(layout, printer);
  }

  async layOut(template: BadgeTemplate, content: BadgeContent, photoMs = PHOTO_MS): Promise<BadgeLayout> {
    const [fonts, photo] = await Promise.all([this.fonts(), this.#findPhoto(template, content, photoMs)]);
    const now = dayOf(this.#options.clock());
    const layout = layoutBadge(template, content, { fonts, photo: photo?.size ?? null, now });
    return addPictures(layout, template.images, photo);
  }

  async #layOutTest({ name, media, turn, calibration }: Printer): Promise<BadgeLayout> {
    const sheet = media ?? TEST_SHEET;
    const page = turn === 90 || turn === 270 ? { width: sheet.height, height: sheet.width } : { ...sheet };
    const { dx, dy, scaleX, scaleY } = calibration;
    const facts = [name, `dx ${dx} · dy ${dy} mm`, `×${scaleX} · ×${scaleY}`];
    const words = testPageWords[this.#options.language()];
    return layoutTestPage(page, { words, fonts: await this.fonts(), facts });
  }

  async #findPhoto({ front, back }: BadgeTemplate, { photo }: BadgeContent, photoMs: number): Promise<Picture | null> {
    const isShown = [...front, ...(back ?? [])].some(({ kind, hidden }) => kind === 'photo' && !hidden);
    if (!isShown || photo === null || photo === '') return null;
    const { photos, timers } = this.#options;
    // fetched in any case, for the next time
    const finding = photos.find(photo).catch(() => null);
    const found = await Promise.race([finding, wait(timers, photoMs).then(() => null)]);
    return found === null || found instanceof Refusal ? null : openPicture(found.bytes);
  }
}

/** `YYYY-MM-DD` where the desk stands: in Vladivostok a new day begins ten hours before that of UTC. */
function dayOf(now: Date): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function readContent({ content }: StoredJob): BadgeContent {
  const parsed = content === null ? null : badgeContentSchema.safeParse(JSON.parse(content));
  if (parsed?.success !== true) throw new NotPrintable('layout', 'what is on the badge was not kept');
  return parsed.data;
}

/** As it comes out of this printer. The back goes only where it is printed. */
function fitToPrinter(layout: BadgeLayout, printer: Printer): BadgeLayout {
  const printed = printer.duplex ? layout : { ...layout, sides: layout.sides.slice(0, 1) };
  return calibrateLayout(printed, printer);
}
