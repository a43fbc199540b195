export { ExportResolver } from "./export.resolver"
export { Exporting } from "./exporting"
export { exportAddress, exportEndpoint } from "./fetching"
export { TrailExport } from "./trail-export.entity"
