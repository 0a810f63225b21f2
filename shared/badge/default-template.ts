/** The template of an event for which nobody has chosen one. */
export { largeName as defaultTemplate } from './shipped/large-name.ts';
