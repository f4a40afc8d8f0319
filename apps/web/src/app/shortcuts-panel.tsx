import { useEffect, useRef } from 'react'
import { useUiText } from '../ui/ui-text.ts'
import { Icon } from './icons.tsx'
import { useShellText } from './shell-text.ts'

export const ShortcutsPanel = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useShellText()
  const ui = useUiText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [t('key_search'), ['/']],
    [t('key_go', { page: t('start') }), ['g', 's']],
    [t('key_go', { page: t('catalogue') }), ['g', 'c']],
    [t('key_go', { page: t('map') }), ['g', 'm']],
    [t('key_go', { page: t('import') }), ['g', 'i']],
    [t('key_go', { page: t('batches') }), ['g', 'b']],
    [t('key_table'), ['↑', '↓', '↵']],
    [t('key_tour'), ['t']],
    [t('key_tourStep'), ['n', 'p']],
    [t('key_escape'), ['Esc']],
    [t('key_help'), ['?']],
  ]
  return (
    <dialog ref={dialog} className="dialog" onClose={onClose} aria-labelledby="shortcuts-title">
      <header className="panel-head">
        <h2 id="shortcuts-title">{t('shortcuts')}</h2>
        <button type="button" className="icon-button" aria-label={ui('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <dl className="shortcuts">
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
