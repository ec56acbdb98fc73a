// Two short words for a key, to compare aloud: `calm otter`. The same on every laptop, because they come from the key.
import { sha256 } from '@noble/hashes/sha2.js'
import type { AuthorId } from './ids.ts'

/** How a key is called. 65,536 pairs: enough to tell the people of a camp apart, not enough to prove who somebody is. */
export function wordPair(author: AuthorId): string {
  const [first = 0, second = 0] = sha256(new TextEncoder().encode(author))
  return `${adjectives[first]} ${nouns[second]}`
}

/** Four words for a CID, for people who compare across a table. 32 bits: enough to see that two differ, no proof. */
export function cidWords(cid: string): string {
  const bytes = sha256(new TextEncoder().encode(cid)).slice(0, 4)
  return [...bytes].map((byte, i) => (i % 2 === 0 ? adjectives : nouns)[byte]).join(' ')
}

// Part of the format: a word that changes or moves gives people other names.
export const adjectives: readonly string[] = `
  able airy alert amber ample ancient arctic autumn awake azure balmy basic big black blue bold brave breezy brief
  bright brisk broad bronze brown busy calm careful cheery chief chilly civic civil classy clean clear clever close
  cloudy coastal cold cool copper coral cosy crafty crimson crisp curly curious daily daring dark deep dewy direct
  distant dotted double dry eager early earnest eastern easy elder elegant even exact fabled fair famous fancy far
  fast fine firm first flat fleet fluffy formal frank free fresh frosty full funny gentle giant gifted glad glassy
  global glossy golden good grand grassy grey great green handy happy hardy hazel heavy hidden high hollow honest
  humble humid icy ideal indigo inner ivory jade jolly jovial keen kind large lavish leafy level light lilac little
  lively local lofty lone long loud loyal lucky lunar magic main major maple marine mellow merry mighty mild misty
  modern modest mossy narrow native navy near neat new nimble noble normal northern novel oaken olive open orange
  outer oval patient pearly polar polite prime proud pure purple quick quiet rapid rare ready red regal rich ripe
  robust rocky rosy round ruby rural rustic sandy scarlet secret serene sharp shiny short silent silky silver simple
  sleek slender small smart smooth snowy social soft solar solid southern spare spicy spring stable steady steep still
  stormy strong sturdy subtle summer sunny swift tall tame teal tender thick tidy tiny topaz tough tranquil true urban
  vast velvet violet vivid warm western white wide wild windy winter wise witty yellow young zesty
`
  .trim()
  .split(/\s+/)

export const nouns: readonly string[] = `
  acorn almond alpaca anchor ant apple apron arch arrow aspen atlas badge badger bagel bamboo banjo barley barn barrel
  basket bay beach beacon bean bear beaver bee bell bench birch bird bison blanket boat book boot bottle bowl branch
  bread bridge brook broom brush bucket buffalo button cabin cactus camel camera candle canoe canyon carpet carrot
  castle cedar cello chair chalk cherry chest cliff clock cloud clover coat cobra coffee comet compass cookie cork
  cotton cove crab crane creek cricket crown cup daisy deer delta desert desk dingo dolphin donkey door dove dragon
  drum duck eagle easel echo eel elbow elk elm ember falcon fan feather fern ferry fiddle field fig finch fir flag
  flame flute forest fork fossil fox frog galaxy garden garlic gate geyser ginger glacier glove goat goose grape
  guitar gull hammer harbour hare harp hat hawk hedge heron hill hive honey horn horse igloo iris island ivy jacket
  jaguar jar jeep jelly kayak kettle key kite kiwi koala ladder lagoon lake lamp lantern lark leaf lemon leopard lily
  lime lion lizard llama lobster lotus lynx magnet magpie mango mantle map marble meadow melon mill mint mirror mole
  moon moose moth mountain mouse mug needle nest nettle newt noodle nut oak oasis oboe ocean octopus onion orchid
  otter owl oyster paddle palm panda paper parrot peach pear pebble pencil penguin pepper piano pigeon pillow pine
  planet plum pocket pond poppy potato puffin quail quartz rabbit raft rain raven reef ribbon ring river robin rocket
  rose saddle salmon sail scarf shell spruce squid stork
`
  .trim()
  .split(/\s+/)
