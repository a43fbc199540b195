/** A house with one quiet line of water under it. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#1f3a38"/>
<path d="M8 20V13.5L16 7l8 6.5V20" fill="none" stroke="#f4efe6" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>
<path d="M6 25.2h20" stroke="#d98a62" stroke-width="2.4" stroke-linecap="round"/>
</svg>
`
