// Stands in for `d3-interpolate`, which says how d3-zoom gets from one view to another in a transition: see
// `no-transition.ts`.
const never = () => () => undefined

export { never as interpolate, never as interpolateZoom }
