import { Fragment, type ReactNode } from 'react'

export type Fact = readonly [term: string, value: ReactNode] | null

/** Terms with what they are; what is not known is left out. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts about">
    {facts.map((fact) =>
      fact === null ? null : (
        <Fragment key={fact[0]}>
          <dt>{fact[0]}</dt>
          <dd>{fact[1]}</dd>
        </Fragment>
      ),
    )}
  </dl>
)
