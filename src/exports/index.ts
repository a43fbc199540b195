export { ExportResolver } from "./export.resolver"
export { Exporting } from "./exporting"
export { downloading, exportAddress, exportEndpoint } from "./fetching"
export { TrailExport } from "./trail-export.entity"
