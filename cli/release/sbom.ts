/** The software bill of materials (CycloneDX): what is inside a binary, as package-lock.json has it. */
import project from "../../package.json"
import { run } from "../build.ts"

interface Component {
  name: string
  version: string
  scope: string
  properties: { name: string; value: string }[]
}

interface Bom {
  metadata: { component: { name: string } }
  components: Component[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}

/** The runtime is part of every binary, though the project installs it as a tool. */
const RUNTIME = "bun"

/** npm's own bill, without what is only used to develop, and with the runtime as a part. */
export function softwareBill(): string {
  const text = run([
    "npm",
    "sbom",
    "--sbom-format=cyclonedx",
    "--sbom-type=application",
    "--package-lock-only",
  ])
  const bom = JSON.parse(text) as Bom
  bom.metadata.component.name = project.name
  bom.components = bom.components
    .filter(({ name, properties }) => name === RUNTIME || !isForDevelopment(properties))
    .map((part) => (part.name === RUNTIME ? { ...part, scope: "required", properties: [] } : part))
  const parts = new Set(bom.components.map(({ name, version }) => `${name}@${version}`))
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => parts.has(ref) || ref === `${project.name}@${project.version}`)
    .map((it) => ({ ...it, dependsOn: (it.dependsOn ?? []).filter((ref) => parts.has(ref)) }))
  return `${JSON.stringify(bom, null, 2)}\n`
}

function isForDevelopment(properties: Component["properties"]): boolean {
  return properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true")
}
