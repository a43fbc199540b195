export { Confidentiality } from "./confidentiality.entity"
export { CaseConfidentialities, ConfidentialityResolver } from "./confidentiality.resolver"
export { LoggedAccess } from "./logged-access.entity"
export { AccessLogQueries, LoggedAccessFields } from "./logged-access.resolver"
