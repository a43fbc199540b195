import { OperatorError } from "../platform/operator-error"

/** What was said of the staff does not fit what is known. Nothing was changed. */
export class StaffError extends OperatorError {
  constructor(message: string) {
    super(message, 2)
  }
}
