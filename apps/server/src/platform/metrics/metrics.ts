import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Definition<Label extends string> = {
  readonly name: string
  readonly help: string
  readonly labels?: readonly Label[]
}

/** Where modules register what they count. Names start with `onecity_`; one name may be asked for many times. */
export type Metrics = {
  readonly counter: <L extends string = never>(definition: Definition<L>) => Counter<L>
  readonly histogram: <L extends string = never>(
    definition: Definition<L> & { readonly buckets?: readonly number[] },
  ) => Histogram<L>
  /** `collect` runs at each scrape. */
  readonly gauge: <L extends string = never>(
    definition: Definition<L> & { readonly collect?: (gauge: Gauge<L>) => void | Promise<void> },
  ) => Gauge<L>
  /** Text of the Prometheus exposition format and its content type. */
  readonly expose: () => Promise<{ readonly contentType: string; readonly text: string }>
}

export const makeMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const once = <T>(name: string, make: () => T): T => (registry.getSingleMetric(name) as T | undefined) ?? make()
  const base = <L extends string>({ name, help, labels }: Definition<L>) => ({
    name,
    help,
    labelNames: [...(labels ?? [])],
    registers: [registry],
  })
  return {
    counter: <L extends string>(d: Definition<L>) => once(d.name, () => new Counter<L>(base(d))),
    histogram: <L extends string>(d: Definition<L> & { readonly buckets?: readonly number[] }) =>
      once(d.name, () => new Histogram<L>({ ...base(d), ...(d.buckets ? { buckets: [...d.buckets] } : {}) })),
    gauge: <L extends string>(d: Definition<L> & { readonly collect?: (gauge: Gauge<L>) => void | Promise<void> }) => {
      const { collect } = d
      return once(
        d.name,
        () =>
          new Gauge<L>({
            ...base(d),
            ...(collect
              ? {
                  collect(this: Gauge<L>) {
                    return collect(this)
                  },
                }
              : {}),
          }),
      )
    },
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
