// What React Flow has for other maps than ours: its own nodes and edges, where all of ours are drawn by us, and ways to
// change and to search it from outside, where ours follows the document.
import type { Unused } from './find-unused.ts'

export const unusedMap: Unused = {
  values: [
    'InputNode',
    'DefaultNode',
    'OutputNode',
    'GroupNode',
    'BezierEdgeInternal',
    'StraightEdgeInternal',
    'StepEdgeInternal',
    'SmoothStepEdgeInternal',
    'SimpleBezierEdgeInternal',
  ],
  members: [
    'addEdges',
    'addNodes',
    'fitBounds',
    'flowToScreenPosition',
    'getEdge',
    'getEdges',
    'getHandleConnections',
    'getIntersectingNodes',
    'getNode',
    'getNodeConnections',
    'getNodes',
    'getZoom',
    'isNodeIntersecting',
    'toObject',
    'updateEdgeData',
    'updateNodeData',
    'zoomTo',
  ],
}
