// Table or board: remembered on this device.

export type View = 'table' | 'board'
const key = 'divelog-catalog-view'

export const loadView = (): View => (localStorage.getItem(key) === 'board' ? 'board' : 'table')
export const saveView = (view: View): void => localStorage.setItem(key, view)
