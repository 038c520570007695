// A thread that wakes up without reason: every third wait ends at once.
import { parkerStress } from "../../host/memory/parker.ts"
import { startThread } from "../../host/worker_main.ts"

parkerStress.spuriousEvery = 3
startThread()
