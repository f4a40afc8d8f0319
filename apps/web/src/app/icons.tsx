/** Line icons of the shell, drawn on a 20-unit grid. */
const paths = {
  start: 'M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-4v-5H8v5H4a1 1 0 0 1-1-1Z',
  catalogue: 'M4 4h12v12H4zM4 8h12M8 8v8',
  import: 'M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M3.5 13v3.5h13V13',
  recognise: 'M3.5 4h9.5v3M3.5 4v12h5M3.5 8h6M3.5 12h4M14 10v7M10.5 13.5h7',
  batches: 'M4 5h12M4 10h12M4 15h7',
  map: 'M3 5.5 7.5 4l5 2L17 4.5v10L12.5 16l-5-2L3 15.5ZM7.5 4v10M12.5 6v10',
  city: 'M4 16V7l4-2v11m0 0h9V9l-5-2v9M11 12h.01M3 16h14',
  decisions: 'M7 3h6v4H7zM2.5 13h6v4h-6zM11.5 13h6v4h-6zM10 7v3M5.5 13v-3h9v3',
  status: 'M3 11h3l2-6 4 10 2-4h3',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v2m0 12v2M2 10h2m12 0h2M4.3 4.3l1.4 1.4m8.6 8.6 1.4 1.4m0-11.4-1.4 1.4m-8.6 8.6-1.4 1.4',
  moon: 'M16 11.5A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.5Z',
  screen: 'M3 4.5h14v9H3zM7 16.5h6M10 13.5v3',
  keyboard: 'M2.5 6h15v8.5h-15zM5.5 9h.01M8.5 9h.01M11.5 9h.01M14.5 9h.01M6.5 12h7',
  close: 'm5 5 10 10M15 5 5 15',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4Zm3.6 8.6L16.5 16.5',
  up: 'm6 12 4-4 4 4',
  tour: 'M5 17V3.5h9l-2 3 2 3H5',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  down: 'm6 8 4 4 4-4',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg viewBox="0 0 20 20" width={size} height={size} className="icon" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
