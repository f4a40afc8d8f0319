import { Button } from 'antd'
import { useRecognitionText } from './recognition-text.ts'
import { TextField } from './text-field.tsx'
import { changeItem, type WizardColumn } from './wizard.ts'
import { useWizard } from './wizard-store.ts'

/** Values and what they mean; a slip of the pen is taken out in favour of the code that was meant. */
export const CodeListEditor = ({ column, at }: { readonly column: WizardColumn; readonly at: number }) => {
  const t = useRecognitionText()
  const change = useWizard((state) => state.change)
  const codes = column.item.codes ?? []
  const set = (next: typeof codes) => change((wizard) => changeItem(wizard, at, { codes: next }))
  const replace = (index: number, code: (typeof codes)[number]) =>
    set(codes.map((each, i) => (i === index ? code : each)))
  const counts = new Map(column.values.map(({ fields, count }) => [fields[0], count]))
  return (
    <section className="code-list">
      <h3>{t('codes', { n: codes.length })}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('codeValue')}</th>
            <th scope="col">{t('codeZh')}</th>
            <th scope="col">{t('codeEn')}</th>
            <th scope="col">{t('codeInto')}</th>
            <th scope="col" aria-label={t('codeRemove', { value: '' })} />
          </tr>
        </thead>
        <tbody>
          {codes.map((code, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a value being retyped is still the same row
            <tr key={index}>
              <td>
                <TextField
                  bare
                  name={`${t('codeValue')} ${index + 1}`}
                  value={code.value}
                  onChange={(value) => replace(index, { ...code, value })}
                  mono
                />
                <span className="faint small">{counts.has(code.value) ? `×${counts.get(code.value)}` : ''}</span>
              </td>
              <td>
                <TextField
                  bare
                  name={`${t('codeZh')} ${code.value}`}
                  value={code.name.zh}
                  onChange={(zh) => replace(index, { ...code, name: { ...code.name, zh } })}
                />
              </td>
              <td>
                <TextField
                  bare
                  name={`${t('codeEn')} ${code.value}`}
                  value={code.name.en ?? ''}
                  onChange={(en) =>
                    replace(index, { ...code, name: en === '' ? { zh: code.name.zh } : { ...code.name, en } })
                  }
                />
              </td>
              <td>
                <select
                  aria-label={t('codeIntoOf', { value: code.value })}
                  value=""
                  onChange={(event) => event.target.value !== '' && set(codes.filter((_, i) => i !== index))}
                >
                  <option value="">—</option>
                  {codes.map((other, i) =>
                    i === index ? null : (
                      <option key={other.value} value={other.value}>
                        {other.value}
                      </option>
                    ),
                  )}
                </select>
              </td>
              <td>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('codeRemove', { value: code.value })}
                  onClick={() => set(codes.filter((_, i) => i !== index))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft small">{t('codeIntoHint')}</p>
      <Button
        size="small"
        onClick={() => set([...codes, { value: `${codes.length + 1}`, name: { zh: `${codes.length + 1}` } }])}
      >
        {t('addCode')}
      </Button>
    </section>
  )
}
