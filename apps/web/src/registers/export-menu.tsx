import { useId } from 'react'
import { type ExportFormat, exportFormats, exportPath, type RowsRequest } from '../app/api/registers.ts'
import { Icon } from '../app/icons.tsx'
import { useRegistersText } from './registers-text.ts'

const names: Record<ExportFormat, string> = {
  csv: 'CSV',
  excel: 'CSV · Excel / WPS',
  ndjson: 'NDJSON',
  geojson: 'GeoJSON',
}

/** Plain links, so that the browser streams to disk however many rows there are. */
export const ExportMenu = ({
  resource,
  request,
  purpose,
  hasPlace,
}: {
  readonly resource: string
  readonly request: RowsRequest
  readonly purpose: string | undefined
  readonly hasPlace: boolean
}) => {
  const t = useRegistersText()
  const id = useId()
  const { after: _after, limit: _limit, count: _count, ...whole } = request
  return (
    <>
      <button type="button" className="tool-button" popoverTarget={id}>
        {t('export')} <Icon name="down" size={14} />
      </button>
      <div id={id} popover="auto" className="popover export-menu">
        <p className="soft small">{t('exportHint')}</p>
        {exportFormats
          .filter((format) => format !== 'geojson' || hasPlace)
          .map((format) => (
            <a key={format} href={exportPath(resource, whole, format, purpose)} download>
              {names[format]}
            </a>
          ))}
      </div>
    </>
  )
}
