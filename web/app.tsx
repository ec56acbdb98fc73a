// Which screen is shown: the first minute until a camp is open, then the frame with the screen of the route.
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { CatalogScreen } from './catalog/catalog-screen.tsx'
import { Frame, loadSyncPanel } from './frame/frame.tsx'
import { loadPalette } from './frame/palette-host.tsx'
import { useKeepFocus } from './frame/use-keep-focus.ts'
import { NotebookProvider, type OpenBrowserNotebook, openCamps } from './notebook-context.tsx'
import { loadBesideText } from './outcome/load-beside-text.ts'
import { parseRoute, type Route, useHash } from './router.ts'
import { JoinedNotice } from './start/joined-notice.tsx'
import { loadLaptopSession } from './start/laptop-session.ts'

// The catalog is what everybody sees first; what the other screens bring along (the editor above all) follows when the
// page is idle, so that opening a topic waits for nothing.
const load = {
  topic: () => import('./topic/topic-screen.tsx').then(({ TopicScreen }) => ({ default: TopicScreen })),
  outcome: () => import('./outcome/outcome-screen.tsx').then(({ OutcomeScreen }) => ({ default: OutcomeScreen })),
  mine: () =>
    import('./my-session/my-session-screen.tsx').then(({ MySessionScreen }) => ({ default: MySessionScreen })),
  people: () => import('./people/people-screen.tsx').then(({ PeopleScreen }) => ({ default: PeopleScreen })),
  publish: () => import('./publish/publish-screen.tsx').then(({ PublishScreen }) => ({ default: PublishScreen })),
  settings: () => import('./settings/settings-screen.tsx').then(({ SettingsScreen }) => ({ default: SettingsScreen })),
  doctor: () => import('./doctor/doctor-screen.tsx').then(({ DoctorScreen }) => ({ default: DoctorScreen })),
  slide: () => import('./slide/slide-screen.tsx').then(({ SlideScreen }) => ({ default: SlideScreen })),
}
// Whoever is in a camp never sees it.
const FirstMinute = lazy(() => import('./start/first-minute.tsx').then(({ FirstMinute: View }) => ({ default: View })))
const TopicScreen = lazy(load.topic)
const OutcomeScreen = lazy(load.outcome)
const MySessionScreen = lazy(load.mine)
const PeopleScreen = lazy(load.people)
const PublishScreen = lazy(load.publish)
const SettingsScreen = lazy(load.settings)
const DoctorScreen = lazy(load.doctor)
const SlideScreen = lazy(load.slide)
const GuestView = lazy(() => import('./guest/guest-view.tsx').then(({ GuestView: View }) => ({ default: View })))

export function App() {
  const camps = useMemo(() => openCamps(), [])
  const [opened, setOpened] = useState<OpenBrowserNotebook>()
  const [isLooking, setIsLooking] = useState(true)
  const [problem, setProblem] = useState('')
  const [joined, setJoined] = useState<{ readonly file: File | undefined }>()
  const [, setTakesPart] = useState(false)
  const route = parseRoute(useHash())
  const isJoining = route.name === 'join'
  useKeepFocus()

  const open = useRef(async (campId: Parameters<typeof camps.open>[0]): Promise<void> => {
    const next = await camps.open(campId)
    setOpened(next)
    // The laptop that served this page may have new addresses since the last time.
    const session = await loadLaptopSession()
    if (session?.campId !== campId) return
    next.noteLaptop(session)
    await next.addPeers(session.multiaddrs)
  })

  useEffect(() => {
    camps
      .list()
      .then(async ([last]) => {
        if (last !== undefined) await open.current(last.campId)
      })
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setIsLooking(false))
  }, [camps])

  const isOpen = opened !== undefined
  useEffect(() => {
    if (!isOpen) return
    const timer = setTimeout(() => {
      // A chunk that does not come now is asked for again when its screen is opened.
      for (const chunk of [...Object.values(load), loadBesideText, loadSyncPanel, loadPalette])
        chunk().catch(() => undefined)
    }, 1_500)
    return () => clearTimeout(timer)
  }, [isOpen])

  if (opened === undefined || isJoining) {
    if (isLooking) return <p className="visually-hidden">Opening…</p>
    return (
      <Suspense fallback={<p className="visually-hidden">Opening…</p>}>
        <FirstMinute
          camps={camps}
          link={isJoining ? route.link : ''}
          problem={problem}
          onReady={async (campId, file) => {
            await opened?.stop()
            setJoined({ file })
            await open.current(campId)
            if (isJoining) location.hash = '#/catalog'
          }}
        />
      </Suspense>
    )
  }
  return (
    <NotebookProvider opened={opened}>
      <Suspense fallback={<p className="soft">Opening…</p>}>
        {opened.isGuest() ? (
          <GuestView route={route} file={joined?.file} onTakePart={() => setTakesPart(true)} />
        ) : route.name === 'slide' ? (
          <SlideScreen topicId={route.topicId} />
        ) : (
          <Frame route={route}>
            {joined !== undefined && <JoinedNotice file={joined.file} onClose={() => setJoined(undefined)} />}
            <Suspense fallback={<p role="status">Opening…</p>}>
              <Screen route={route} camps={camps} />
            </Suspense>
          </Frame>
        )}
      </Suspense>
    </NotebookProvider>
  )
}

function Screen({ route, camps }: { route: Route; camps: ReturnType<typeof openCamps> }) {
  switch (route.name) {
    case 'catalog':
    case 'join':
      return <CatalogScreen />
    case 'topic':
      return <TopicScreen key={route.topicId} topicId={route.topicId} />
    case 'outcome':
      return <OutcomeScreen key={route.topicId} topicId={route.topicId} />
    case 'my-session':
      return <MySessionScreen />
    case 'people':
      return <PeopleScreen camps={camps} />
    case 'publish':
      return <PublishScreen />
    case 'settings':
      return <SettingsScreen camps={camps} />
    case 'doctor':
      return <DoctorScreen />
    case 'slide':
      return null
  }
}
