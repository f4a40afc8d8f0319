/**
 * What a screen reader could not name or find: controls without a name, pictures without a text, fields without a label, a
 * page without its one heading or main part, doubled ids, a heading that skips a level. Runs in the page.
 */
export const findUnnamed = `(() => {
  const faults = []
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[aria-hidden="true"], [inert]')
  const textOf = (ids) => (ids ?? '').split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join('')
  const nameOf = (e) =>
    (e.getAttribute('aria-label') ?? '') + textOf(e.getAttribute('aria-labelledby')) + (e.title ?? '') +
    [...(e.labels ?? [])].map((label) => label.textContent).join('') +
    (e.matches('input, select, textarea') ? '' : e.textContent) +
    [...e.querySelectorAll('img[alt], svg title')].map((i) => i.getAttribute('alt') ?? i.textContent).join('')
  const shown = (e) => e.outerHTML.slice(0, 160)
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=combobox], [tabindex="0"]'
  for (const e of document.querySelectorAll(controls))
    if (visible(e) && nameOf(e).trim() === '') faults.push('no name: ' + shown(e))
  for (const e of document.querySelectorAll('img:not([alt])')) faults.push('no text: ' + shown(e))
  for (const e of document.querySelectorAll('svg'))
    if (visible(e) && !e.hasAttribute('aria-label') && e.querySelector('title') === null && !e.closest('button, a'))
      faults.push('picture neither named nor hidden: ' + shown(e))
  const main = document.querySelectorAll('main')
  if (main.length !== 1) faults.push(main.length + ' main parts')
  const h1 = document.querySelectorAll('h1')
  if (h1.length !== 1 && !main[0]?.hasAttribute('aria-label')) faults.push(h1.length + ' headings of level 1')
  let level = 0
  for (const heading of document.querySelectorAll('main h1, main h2, main h3, main h4')) {
    const own = Number(heading.tagName[1])
    if (level > 0 && own > level + 1) faults.push('a heading skips a level: ' + shown(heading))
    level = own
  }
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id)
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push('doubled id: ' + id)
  for (const e of document.querySelectorAll('table'))
    if (visible(e) && e.querySelector('th[scope=col]') === null) faults.push('table without column heads')
  if (!document.documentElement.lang) faults.push('no language')
  if (document.title.trim() === '') faults.push('no title')
  return faults
})()`
