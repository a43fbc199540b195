import "reflect-metadata"
import { migrations } from "./migrations"
import { readDotEnv, readOwnerUrl } from "./src/platform/config"
import { dataSourceOf } from "./src/platform/database/data-source"
import { entities } from "./src/schema"

readDotEnv()

/** For TypeORM's command line (`npm run migration -- migration:show`): the one data source, as the owner. */
export default dataSourceOf({ url: readOwnerUrl(), entities, migrations })
