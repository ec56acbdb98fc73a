// Stands in for `d3-transition`: the map jumps to where it is sent. What d3-zoom calls on its way there has nothing to stop.
import { selection } from 'd3-selection'

selection.prototype.interrupt = function () {
  return this
}

export const interrupt = () => undefined
