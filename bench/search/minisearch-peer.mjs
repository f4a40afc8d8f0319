// Plain JavaScript: the peers' types are not there before the first benchmark has installed them.
import MiniSearch from 'minisearch'

/** Searches texts with MiniSearch as it comes. */
export const makeMiniSearch = (texts) => {
  const mini = new MiniSearch({ fields: ['name', 'text'] })
  mini.addAll(texts)
  return (q) => mini.search(q).map(({ id }) => id)
}
