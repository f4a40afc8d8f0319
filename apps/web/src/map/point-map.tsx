export const PointMap = ({ position }: { readonly position: readonly [number, number] }) => <p>{position.join(', ')}</p>
