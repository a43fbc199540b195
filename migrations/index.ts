import { ShowMigrations1795363140000 } from "./20261122155900-show-migrations"
import { CreateStaff1795363200000 } from "./20261122160000-create-staff"
import { CreateRegistry1795363260000 } from "./20261122160100-create-registry"
import { CreateTrail1795363320000 } from "./20261122160200-create-trail"
import { CreateSessions1795363330000 } from "./20261122160210-create-sessions"
import { CreateJobs1795363335000 } from "./20261122160215-create-jobs"
import { CreateCases1795363380000 } from "./20261122160300-create-cases"
import { CreateAccess1795363392000 } from "./20261122160320-create-access"
import { CreateEmergencies1795363398000 } from "./20261122160330-create-emergencies"
import { CreateSealing1795363410000 } from "./20261122160350-create-sealing"
import { CreateReviewing1795363416000 } from "./20261122160360-create-reviewing"
import { CreateTrailAsking1795363419000 } from "./20261122160365-create-trail-asking"
import { CreateExports1795363422000 } from "./20261122160370-create-exports"
import { CreateRowRules1795363440000 } from "./20261122160400-create-row-rules"
import { CreateConfidentiality1795363540000 } from "./20261122160540-create-confidentiality"
import { CreateSubjectLookUps1795363550000 } from "./20261122160550-create-subject-look-ups"
import { CreateSettings1795363560000 } from "./20261122160560-create-settings"

/** Every migration, oldest first. Listed, not searched for: what runs is what stands here. */
export const migrations = [
  ShowMigrations1795363140000,
  CreateStaff1795363200000,
  CreateRegistry1795363260000,
  CreateTrail1795363320000,
  CreateSessions1795363330000,
  CreateJobs1795363335000,
  CreateCases1795363380000,
  CreateAccess1795363392000,
  CreateEmergencies1795363398000,
  CreateSealing1795363410000,
  CreateReviewing1795363416000,
  CreateTrailAsking1795363419000,
  CreateExports1795363422000,
  CreateRowRules1795363440000,
  CreateConfidentiality1795363540000,
  CreateSubjectLookUps1795363550000,
  CreateSettings1795363560000,
]
