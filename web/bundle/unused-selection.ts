// What d3-selection can do to the elements of a page. The map only listens to them, with d3-zoom and d3-drag, which use
// `on`, `filter`, `each`, `style`, `property` and the like; React draws them.
import type { Unused } from './find-unused.ts'

export const unusedSelection: Unused = {
  values: [
    'selection_append',
    'selection_attr',
    'selection_classed',
    'selection_clone',
    'selection_data',
    'selection_dispatch',
    'selection_enter',
    'selection_exit',
    'selection_html',
    'selection_insert',
    'selection_join',
    'selection_lower',
    'selection_merge',
    'selection_order',
    'selection_raise',
    'selection_remove',
    'selection_select',
    'selection_selectAll',
    'selection_selectChild',
    'selection_selectChildren',
    'selection_sort',
    'selection_text',
  ],
}
