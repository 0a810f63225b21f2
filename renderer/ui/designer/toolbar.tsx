import { useTranslation } from 'react-i18next';
import { exportTemplate, save } from './acts.ts';
import { IconButton, type IconName } from './icon.tsx';
import { PictureButton } from './picture-button.tsx';
import { addBack, changeTemplate, isChanged, redo, showSide, templateOf, undo, type Design } from './state/design.ts';
import { insertElement, removeSelected, turnSelected } from './state/edits.ts';
import { NEW_KINDS, newElement, newImage, type NewKind } from './state/elements.ts';
import { ask, change, closeView, duplicate, leaveDesign, newId, setZoom, showList, useDesigner } from './store.ts';
import { zoomBy } from './use-designer-keys.ts';

/** What concerns the template as a whole. */
export function TemplateBar({ design }: { readonly design: Design }) {
  const { t } = useTranslation();
  const saving = useDesigner((state) => state.saving);
  const kept = useDesigner((state) => state.kept);
  const changed = isChanged(design);
  const template = templateOf(design);
  return (
    <header className="designer-bar">
      <IconButton icon="back" name={t('designer.toList')} onClick={() => leaveDesign(showList)} />
      <input
        spellCheck={false}
        className="template-name"
        type="text"
        aria-label={t('designer.templateName')}
        maxLength={200}
        autoComplete="off"
        value={template.name}
        onChange={(event) => {
          const name = event.target.value;
          change((present) => changeTemplate(present, (one) => ({ ...one, name }), 'name'));
        }}
      />
      <span className="save-state quiet" role="status">
        {changed ? t('designer.unsaved') : kept === null ? '' : t('designer.version', { version: kept.version })}
      </span>
      <span className="bar-gap" />
      <button type="button" onClick={() => ask({ kind: 'versions' })} disabled={kept === null}>
        {t('designer.versions')}
      </button>
      <button type="button" onClick={() => exportTemplate(template)}>
        {t('designer.export')}
      </button>
      <button
        type="button"
        className="primary"
        disabled={saving || (!changed && kept !== null)}
        onClick={() => void save()}
      >
        {t('designer.save')}
      </button>
      <button type="button" onClick={() => leaveDesign(closeView)}>
        {t('common.close')}
      </button>
    </header>
  );
}

const ICONS: Readonly<Record<NewKind, IconName>> = {
  text: 'text',
  stack: 'stack',
  qr: 'qr',
  barcode: 'barcode',
  photo: 'photo',
  rect: 'rect',
  ellipse: 'ellipse',
  line: 'line',
};

/** What is put on the badge and done to what is selected. */
export function Toolbar({ design }: { readonly design: Design }) {
  const { t } = useTranslation();
  const { page, back } = templateOf(design);
  const snapping = useDesigner((state) => state.snapping);
  const zoom = useDesigner((state) => state.zoom ?? state.fit);
  const none = design.selected.length === 0;
  return (
    <div className="designer-tools" role="toolbar" aria-label={t('designer.tools')}>
      <IconButton
        icon="undo"
        name={t('designer.undo')}
        keys="Ctrl+Z"
        disabled={design.history.past.length === 0}
        onClick={() => change(undo)}
      />
      <IconButton
        icon="redo"
        name={t('designer.redo')}
        keys="Ctrl+Y"
        disabled={design.history.future.length === 0}
        onClick={() => change(redo)}
      />
      <span className="tool-gap" />
      {NEW_KINDS.map((kind) => (
        <IconButton
          key={kind}
          icon={ICONS[kind]}
          name={t(`designer.add.${kind}`)}
          onClick={() => change((present) => insertElement(present, newElement(kind, newId(), page)))}
        />
      ))}
      <PictureButton
        icon
        label={t('designer.add.image')}
        pageWidth={page.width}
        onPicture={(picture) => change((present) => insertPicture(present, newId(), newId(), picture))}
      />
      <span className="tool-gap" />
      <IconButton icon="copy" name={t('designer.duplicate')} keys="Ctrl+D" disabled={none} onClick={duplicate} />
      <IconButton icon="turn" name={t('designer.turnRight')} disabled={none} onClick={() => change(turnSelected)} />
      <IconButton
        icon="bin"
        name={t('designer.remove')}
        keys="Del"
        disabled={none}
        onClick={() => change(removeSelected)}
      />
      <span className="tool-gap" />
      <IconButton
        icon="magnet"
        name={t('designer.snapping')}
        keys="Alt"
        pressed={snapping}
        onClick={() => useDesigner.setState({ snapping: !snapping })}
      />
      <span className="bar-gap" />
      <div className="sides" role="group" aria-label={t('designer.sides')}>
        <button
          type="button"
          aria-pressed={design.side === 'front'}
          onClick={() => change((present) => showSide(present, 'front'))}
        >
          {t('designer.front')}
        </button>
        <button
          type="button"
          aria-pressed={design.side === 'back'}
          onClick={() => change((present) => (back === null ? addBack(present) : showSide(present, 'back')))}
        >
          {t(back === null ? 'designer.addBack' : 'designer.back')}
        </button>
      </div>
      <span className="tool-gap" />
      <IconButton icon="minus" name={t('designer.zoomOut')} keys="Ctrl+−" onClick={() => zoomBy(-1)} />
      <button type="button" className="zoom-now" title={t('designer.zoomReal')} onClick={() => setZoom(1)}>
        {Math.round(zoom * 100)} %
      </button>
      <IconButton icon="plus" name={t('designer.zoomIn')} keys="Ctrl++" onClick={() => zoomBy(1)} />
      <button type="button" className="zoom-fit" onClick={() => setZoom(null)} title="Ctrl+0">
        {t('designer.zoomFit')}
      </button>
    </div>
  );
}

type Picture = Parameters<Parameters<typeof PictureButton>[0]['onPicture']>[0];

/** The picture and the element that shows it are one step of undo. */
function insertPicture(design: Design, id: string, image: string, picture: Picture): Design {
  const inserted = insertElement(design, newImage(id, image, picture, templateOf(design).page));
  const { history } = inserted;
  const present = { ...history.present, images: { ...history.present.images, [image]: picture } };
  return { ...inserted, history: { ...history, present } };
}
