/** A moment as PostgreSQL writes it in JSON, in UTC: texts of this form sort as the moments do. */
export const textOfMoment = (moment: string | Date): string =>
  new Date(moment).toISOString().replace(/\.?0*Z$/, "+00:00")
