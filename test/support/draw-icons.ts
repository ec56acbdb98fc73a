// The icons of the installed app as PNG, for systems that read no SVG: `node test/support/draw-icons.ts`.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from './chromium.ts'

const folder = join(import.meta.dirname, '../../web/public')
const svg = await readFile(join(folder, 'icon.svg'), 'utf8')
const browser = await launchChromium()
for (const { name, size, isMaskable } of [
  { name: 'icon-192.png', size: 192, isMaskable: false },
  { name: 'icon-512.png', size: 512, isMaskable: false },
  // A system may cut a maskable icon to a circle: colour to the edges, the drawing inside four fifths.
  { name: 'icon-maskable-512.png', size: 512, isMaskable: true },
  { name: 'apple-touch-icon.png', size: 180, isMaskable: true },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const drawing = svg.replace('<svg ', `<svg width="${isMaskable ? '80%' : '100%'}" `)
  const ground = isMaskable ? 'background:#0a5a75;' : ''
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;${ground}">${drawing}</body>`,
  )
  await writeFile(join(folder, name), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
