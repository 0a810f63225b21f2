/** The door to the designer for other screens. Only an administrator sees it (screen.tsx). */
import { openById } from './acts.ts';
import { isChanged } from './state/design.ts';
import { showList, useDesigner } from './store.ts';

/** Opens a template, or the list of all of them. What is unsaved on the canvas is shown first: nothing takes its place. */
export async function openDesigner(templateId: string | null): Promise<void> {
  const { design } = useDesigner.getState();
  if (design !== null && isChanged(design)) useDesigner.setState({ view: 'canvas' });
  else if (templateId === null || !(await openById(templateId))) showList();
}
