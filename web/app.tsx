// Which screen is shown: the first minute until a camp is open, then the frame with the screen of the route.
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { CatalogScreen } from './catalog/catalog-screen.tsx'
import { Frame } from './frame/frame.tsx'
import { NotebookProvider, type OpenBrowserNotebook, openCamps } from './notebook-context.tsx'
import { OutcomeScreen } from './outcome/outcome-screen.tsx'
import { PeopleScreen } from './people/people-screen.tsx'
import { PublishScreen } from './publish/publish-screen.tsx'
import { parseRoute, type Route, useHash } from './router.ts'
import { SettingsScreen } from './settings/settings-screen.tsx'
import { FirstMinute } from './start/first-minute.tsx'
import { loadLaptopSession } from './start/laptop-session.ts'
import { TopicScreen } from './topic/topic-screen.tsx'

const SlideScreen = lazy(() =>
  import('./slide/slide-screen.tsx').then(({ SlideScreen: default_ }) => ({ default: default_ })),
)

export function App() {
  const camps = useMemo(() => openCamps(), [])
  const [opened, setOpened] = useState<OpenBrowserNotebook>()
  const [isLooking, setIsLooking] = useState(true)
  const [problem, setProblem] = useState('')
  const route = parseRoute(useHash())
  const isJoining = route.name === 'join'

  const open = useRef(async (campId: Parameters<typeof camps.open>[0]): Promise<void> => {
    const next = await camps.open(campId)
    setOpened(next)
    // The laptop that served this page may have new addresses since the last time.
    const session = await loadLaptopSession()
    if (session?.campId === campId) await next.addPeers(session.multiaddrs)
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

  if (opened === undefined || isJoining) {
    if (isLooking) return <p className="visually-hidden">Opening…</p>
    return (
      <FirstMinute
        camps={camps}
        link={isJoining ? route.link : ''}
        problem={problem}
        onReady={async (campId) => {
          await opened?.stop()
          await open.current(campId)
          if (isJoining) location.hash = '#/catalog'
        }}
      />
    )
  }
  return (
    <NotebookProvider opened={opened}>
      <Suspense fallback={<p className="soft">Opening…</p>}>
        {route.name === 'slide' ? (
          <SlideScreen topicId={route.topicId} />
        ) : (
          <Frame route={route}>
            <Screen route={route} camps={camps} />
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
    case 'people':
      return <PeopleScreen />
    case 'publish':
      return <PublishScreen />
    case 'settings':
      return <SettingsScreen camps={camps} />
    case 'slide':
      return null
  }
}
