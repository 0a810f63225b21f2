/** The menu: what a person needs of the system (copy, paste, zoom, full screen), and no links elsewhere. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** @param devTools only under development @param onUpdate an update from a file is asked for */
export function setupMenu(platform: string, devTools: boolean, onUpdate: () => void): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    ...(['resetZoom', 'zoomIn', 'zoomOut'] as const).map((role) => ({ role })),
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (devTools) view.push({ role: 'toggleDevTools' });
  const items: MenuItemConstructorOptions[] = [
    { role: 'editMenu' },
    { role: 'viewMenu', submenu: view },
    { role: 'windowMenu' },
    { label: 'Стойка / Stoika', submenu: [{ label: 'Обновить из файла… / Update from a file…', click: onUpdate }] },
  ];
  if (platform === 'darwin') items.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(items));
}
