// What React brings along for other pages than ours: those that a server has drawn, those with view transitions, with
// refs on fragments, with style sheets and scripts among their elements. Whoever comes to use one of them after all, such
// as a hook below, is told by the built page at once: it fails where it is drawn.
import type { Unused } from './find-unused.ts'

export const unusedReact: Unused = {
  release: 'exports.version = "19.3.1"',
  // Nobody hydrates.
  exports: ['hydrateRoot'],
  constants: [
    'hydrationErrors',
    'hydrationParentFiber',
    'isHydrating',
    'nextHydratableInstance',
    'appearingViewTransitions',
    'inUpdateViewTransition',
    'rootViewTransitionNameCanceled',
    'shouldStartViewTransition',
    'viewTransitionMutationContext',
  ],
  fields: { dehydrated: 'null', isDehydrated: '!1' },
  // Elements that no screen has.
  cases: ['REACT_ACTIVITY_TYPE', 'REACT_LEGACY_HIDDEN_TYPE', 'REACT_SUSPENSE_LIST_TYPE', 'REACT_VIEW_TRANSITION_TYPE'],
  // Their fibers, and others: what is not hydrated yet is 18, a list of suspenses 19, what React moves to the head of the
  // page 26, the page's own html, head and body 27, a view transition 30, an activity 31.
  tags: ['18', '19', '26', '27', '30', '31'],
  answers: {
    // Titles and style sheets stay where they are drawn.
    isHostHoistableType: '!1',
    isSingletonScope: '!1',
    isFragmentInstanceParent: '!1',
    FragmentInstance: 'null',
    popHydrationState: '!1',
    clearHydrationBoundary: '0',
    commitActivityHydrationCallbacks: '0',
    commitSuspenseHydrationCallbacks: '0',
    getParentHydrationBoundary: 'null',
    prepareToHydrateHostInstance: '0',
    queueHydrationError: '0',
    updateDehydratedSuspenseComponent: '0',
    upgradeHydrationErrorsToRecoverable: 'null',
    // Events are kept only for what is not hydrated yet.
    clearIfContinuousEvent: '0',
    queueIfContinuousEvent: '!1',
    retryIfBlockedOn: '0',
    // Among the fibers of a tree they look for view transitions only.
    commitAfterMutationEffectsOnFiber: '0',
    commitEnterViewTransitions: '0',
    commitExitViewTransitions: '0',
    commitNestedViewTransitions: '0',
    restoreEnterOrExitViewTransitions: '0',
    restoreNestedViewTransitions: '0',
    startViewTransition: '0',
    trackEnterViewTransitions: '0',
    // These wait for style sheets, and for pictures in view transitions.
    insertSuspendedStylesheets: '0',
    preloadInstanceAndSuspendIfNeeded: '0',
    suspendInstance: '0',
    suspendResource: '0',
    // Which components an error went through: what catches errors here does not look.
    getStackByFiberInDevAndProd: '""',
  },
  classes: ['FragmentInstance', 'ReactDOMHydrationRoot', 'ViewTransitionPseudoElement'],
  members: ['useActionState', 'useCacheRefresh', 'useFormState', 'useMemoCache', 'useOptimistic'],
  // A page of ours gives no hints of what to load.
  values: [
    'prefetchDNS',
    'preconnect',
    'preinitModuleScript',
    'preinitScript',
    'preinitStyle',
    'preload',
    'preloadModule',
  ],
}

export const unusedReactDom: Unused = {
  release: 'exports.version = "19.3.1"',
  exports: [
    'preconnect',
    'prefetchDNS',
    'preinit',
    'preinitModule',
    'preload',
    'preloadModule',
    'requestFormReset',
    'useFormState',
    'useFormStatus',
  ],
}
