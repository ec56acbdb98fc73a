// A quiet sound when a phase ends: two soft notes, made here, because a file would have to be fetched.
const key = 'divelog:sound'

export const isSoundOn = (): boolean => localStorage.getItem(key) !== 'off'
export const setSound = (isOn: boolean): void => localStorage.setItem(key, isOn ? 'on' : 'off')

export function playPhaseEnd(): void {
  // Before the first tap a browser refuses sound; colour and words say the same.
  if (!isSoundOn() || !navigator.userActivation?.hasBeenActive) return
  const audio = new AudioContext()
  for (const [at, pitch] of [
    [0, 523],
    [0.35, 392],
  ] as const) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, audio.currentTime + at)
    volume.gain.linearRampToValueAtTime(0.12, audio.currentTime + at + 0.05)
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.9)
    tone.connect(volume).connect(audio.destination)
    tone.start(audio.currentTime + at)
    tone.stop(audio.currentTime + at + 1)
  }
  setTimeout(() => void audio.close(), 2000)
}
