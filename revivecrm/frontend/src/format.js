const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium' });

export const formatCents = (cents) => money.format(cents / 100);
export const formatDay = (iso) => day.format(new Date(iso));
export const formatTime = (iso) => clock.format(new Date(iso));

export const STATUS_NAMES = { open: 'Open', 'in-progress': 'In progress', closed: 'Closed' };
