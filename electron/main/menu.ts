/** The menu: what a person needs of the system (copy, paste, zoom, full screen), and no links elsewhere. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export function setupMenu(platform: string): void {
  const items: MenuItemConstructorOptions[] = [{ role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }];
  if (platform === 'darwin') items.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(items));
}
