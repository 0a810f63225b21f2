/** A registration that the server refused: correct it, recognise the person, or give up. */
import type { Words } from '../words.ts';
import type { refused as ruRefused } from '../ru/refused.ts';

export const refused: Words<typeof ruRefused> = {
  correctTitle: 'Correct the details: {{name}}',
  sentAgain: 'Sent again: {{name}}',
  sameEmail:
    'Another participant has this email already. If it is the same person, press "Use": the badge moves there.',
  giveUpTitle: 'Give up the registration?',
  giveUpText: '{{name}} will not be registered. Withdrawn together with it:',
  giveUpBadge: 'The printed badge is not recorded.',
  giveUpYes: 'Give up',
  inPanel: 'The registration was refused; see Attention.',
  waitsInPanel: 'The registration waits for a decision; see Attention.',
  toAttention: 'Open Attention',
};
