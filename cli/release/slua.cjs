#!/usr/bin/env node
/**
 * The command `slua` of the npm package: runs the binary of this platform, which is in a package of its own, one of
 * the optional dependencies. Works in Node and in Bun. Signals go on to the binary, and its end becomes that of
 * this process.
 */
"use strict"
const { spawn } = require("node:child_process")
const { closeSync, openSync, readFileSync, readSync } = require("node:fs")
const { constants } = require("node:os")

const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"]
/** What the terminal sends to all processes in the foreground: the binary has it already. */
const FROM_TERMINAL = ["SIGINT", "SIGQUIT", "SIGHUP"]
/** Enough of an executable to hold the path of its loader. */
const HEAD = 4096

/** Whether this process itself, and so the system it runs on, uses musl: its loader says so. */
function usesMusl() {
  const head = Buffer.alloc(HEAD)
  const fd = openSync(process.execPath, "r")
  readSync(fd, head, 0, HEAD, 0)
  closeSync(fd)
  return head.includes("/ld-musl-")
}

function platform() {
  const name = `${process.platform}-${process.arch}`
  return process.platform === "linux" && usesMusl() ? `${name}-musl` : name
}

/** The path of the binary; ends the process where there is none. */
function findBinary() {
  const name = platform()
  const { optionalDependencies } = require("../package.json")
  const packages = Object.keys(optionalDependencies)
  if (!packages.includes(`@slua/${name}`)) {
    const others = packages.map((it) => it.slice("@slua/".length))
    fail(`there is no binary for ${name}, only for ${others.join(", ")}`)
  }
  try {
    return require.resolve(`@slua/${name}/bin/slua`)
  } catch {
    return fail(`the package @slua/${name} is missing: were optional dependencies left out?`)
  }
}

function fail(message) {
  console.error(`slua: ${message}`)
  process.exit(1)
}

/** Whether signals that the terminal's keys send reach this process, and then the binary as well. */
function isForeground() {
  try {
    // Behind the name, which may contain anything: state, parent, group, session, terminal, its foreground group.
    const fields = readFileSync("/proc/self/stat", "latin1")
      .replace(/^.*\) /s, "")
      .split(" ")
    return fields[2] === fields[5]
  } catch {
    return process.stdin.isTTY === true
  }
}

const binary = findBinary()
let child
// Heeded before there is a child to pass them on to: nothing is heard before this script has run to its end.
for (const signal of PASSED_ON)
  process.on(signal, () => {
    if (!(FROM_TERMINAL.includes(signal) && isForeground())) child.kill(signal)
  })
child = spawn(binary, process.argv.slice(2), { stdio: "inherit" })
child.on("error", (e) => fail(e.message))
child.on("exit", (status, signal) => {
  if (signal === null) process.exit(status)
  for (const name of PASSED_ON) process.removeAllListeners(name)
  process.kill(process.pid, signal)
  // Where the signal does not end this process, its number does what a shell would.
  setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 1000)
})
