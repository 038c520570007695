---@meta slua
-- Annotations of what slua adds to Lua 5.4, for lua-language-server. `help()` in slua's interactive mode reads them too.

---Writes its arguments to standard error, as print does to the client: one call is one undivided line.
---@param ... any
function eprint(...) end

---Jobs and results, between a handler and its workers.
---@class work
---@field job any The job in hand (workers), set by work.accept.
---@field collected integer? The number of the job whose result was collected last (handlers).
work = {}

---@class work.options
---@field priority? number Jobs of a higher one are accepted first (0).
---@field timeout? number Seconds the job may run.
---@field retries? integer How often the job is given to another worker after its worker died.

---Queues a job: any value of strings, numbers, booleans, nil, tables, and Lua functions without upvalues. Waits while the queue is full.
---In a worker, the job is a part of the one in hand; its result goes to the handler.
---@param value any
---@param options? work.options
---@return integer id The job's number.
function work.submit(value, options) end

---The same without waiting.
---@param value any
---@param options? work.options
---@return integer? id nil if the queue is full.
---@return "full"? why
function work.trysubmit(value, options) end

---Queues a job for each element of a list.
---@param list any[]
---@param options? work.options
---@return integer[] ids
function work.submit_many(list, options) end

---Takes the next result of a job, in the order in which they are finished. Waits for one. (Handlers only)
---@param seconds? number Waits no longer than this.
---@return any result nil for a job that failed, or when there is none.
---@return string? message Why the job failed; "timeout"; "no active jobs".
function work.collect(seconds) end

---Takes several results: waits for one, and takes what else is there. (Handlers only)
---@param most integer
---@param seconds? number
---@return {id: integer, value: any, error: string?}[]
function work.collect_many(most, seconds) end

---Ends a job; its result is nil, "cancelled". (Handlers only)
---@param id integer
---@return boolean found false if there is no such job, or it is answered.
function work.cancel(id) end

---Whether there is more to collect: jobs of this handler that are queued, running, or done. (Handlers only)
---@return boolean
function work.active() end

---Takes the next job, also in work.job. Waits for one. (Workers only)
---@param seconds? number Waits no longer than this.
---@return any job
---@return "timeout"? why
function work.accept(seconds) end

---Sends the result of the job in hand. (Workers only)
---@param value any
function work.answer(value) end

---How many jobs wait in the queue.
---@return integer
function work.backlog() end

---How many workers wait for a job.
---@return integer
function work.idle() end

---How many workers there are.
---@return integer
function work.pool() end

---@class work.times Seconds.
---@field p50 number
---@field p99 number
---@field max number

---@class work.statistics
---@field submitted integer
---@field answered integer
---@field failed integer
---@field redelivered integer
---@field cancelled integer
---@field replaced integer Workers that were replaced.
---@field backlog integer
---@field running integer
---@field idle integer
---@field pool integer
---@field waiting work.times How long jobs waited in the queue.
---@field busy work.times How long they ran.
---@field memory {capacity: integer, used: integer, peak: integer, largest: integer} Bytes.
---@field workers {worker: integer, state: "idle"|"running", jobs: integer, seconds: number}[]
---@field connections? {accepted: integer, refused: integer, failed: integer, open: integer, waiting: integer, handlers: integer, idle: integer} TCP mode.

---What has happened so far.
---@return work.statistics
function work.stats() end

---The client: the other end of the connection in TCP mode, standard input and output otherwise. (Handlers only)
---@class client
---@field ip string The client's address.
---@field port integer
---@field localport integer The server's port.
---@field tls? {protocol: string, cipher: string, servername: string?}
client = {}

---Reads a line, without its newline.
---@param limit? integer Longest line in bytes.
---@return string? line nil at the end.
---@return string? message
---@return integer? errno
function client.line(limit) end

---Reads n bytes, or everything up to the end.
---@param n? integer
---@return string? bytes nil when nothing is left.
---@return string? message
---@return integer? errno
function client.read(n) end

---Writes strings and numbers.
---@param ... string|number
---@return integer? bytes How many.
---@return string? message
---@return integer? errno
function client.write(...) end

---Sends what has been written.
---@return true?
---@return string? message
---@return integer? errno
function client.flush() end

---Sends the end of the stream, after what has been written. The client can still be read.
---@return true?
---@return string? message
---@return integer? errno
function client.shutdown() end

---Ends the connection, after sending what has been written.
---@return true?
---@return string? message
---@return integer? errno
function client.close() end

---Whether the program is about to stop: this request should be the last.
---@return boolean
function client.stopping() end

---JSON texts (RFC 8259).
---@class json
---@field null userdata The value that stands for null.
json = {}

---@class json.options
---@field indent? integer|string Blanks per level; without it all is on one line.
---@field sort? boolean Keys in the order of their bytes.
---@field order? string[] Keys that come first.
---@field null? string A value that is written as null.
---@field depth? integer Most levels of tables (1000).

---Makes a JSON text of a value.
---@param value any
---@param options? string|json.options A string that is written as null, or how to write.
---@return string? text
---@return string? message Why there is none.
function json.encode(value, options) end

---Reads a JSON text.
---@param text string
---@param null? any What null becomes (json.null).
---@param depth? integer Most levels (1000).
---@return any value
---@return string? message Why the text is no JSON.
function json.decode(text, null, depth) end

---Has a table written as an array, empty or not.
---@param t? table
---@return table
function json.array(t) end

---Has a table written as an object, empty or not.
---@param t? table
---@return table
function json.object(t) end

---@class stat
---@field type "file"|"directory"|"link"|"cdev"|"bdev"|"fifo"|"socket"|"unknown"
---@field name? string In lists of io.ls.
---@field size integer
---@field inode integer
---@field uid integer
---@field gid integer
---@field user string
---@field group string
---@field mode string As ls -l shows it.
---@field mtime integer
---@field ctime integer
---@field atime integer
---@field target? string Links: where it leads.
---@field intact? boolean Links: whether that is there.

---Lists a directory, `.` and `..` included.
---@param path string
---@param details? boolean A list of io.stat's tables instead of names.
---@return string[]|stat[]|nil
---@return string? message
---@return integer? errno
function io.ls(path, details) end

---Tells about a file, a directory, or a link itself.
---@param path string
---@return stat?
---@return string? message
---@return integer? errno
function io.stat(path) end

---Makes a directory.
---@param path string
---@param mode? string|integer Permissions, as "755" or "rwxr-xr-x".
---@return true?
---@return string? message
---@return integer? errno
function io.mkdir(path, mode) end

---Removes an empty directory.
---@param path string
---@return true?
---@return string? message
---@return integer? errno
function io.rmdir(path) end

---Changes permissions.
---@param path string
---@param mode string|integer
---@return true?
---@return string? message
---@return integer? errno
function io.chmod(path, mode) end

---Makes a symbolic link.
---@param target string
---@param path string
---@return true?
---@return string? message
---@return integer? errno
function io.symlink(target, path) end

---Tells where a link leads.
---@param path string
---@return string? target
---@return string? message
---@return integer? errno
function io.readlink(path) end

---Makes a path absolute, without links, `.` and `..`.
---@param path string
---@return string?
---@return string? message
---@return integer? errno
function io.realpath(path) end

---Changes the current directory, of all threads.
---@param path string
---@return true?
---@return string? message
---@return integer? errno
function io.chdir(path) end

---Tells the current directory.
---@return string? path
---@return string? message
---@return integer? errno
function io.cwd() end

---Sleeps.
---@param usecs number Microseconds.
function os.usleep(usecs) end

---Reads a date as strptime(3) does; local time unless the format has %z.
---@param str string
---@param format string
---@return integer? seconds As os.time counts; nil if the text does not fit.
function string.epoch(str, format) end

---Converts between character sets, as iconv(3) does, //TRANSLIT and //IGNORE included.
---@param str string
---@param from string
---@param to string
---@return boolean ok
---@return string text Or a message.
function string.iconv(str, from, to) end

---The MD5 digest.
---@param str string
---@param raw? boolean Bytes instead of hexadecimal digits.
---@return string digest
function string.md5(str, raw) end

---The SHA-1 digest.
---@param str string
---@param raw? boolean Bytes instead of hexadecimal digits.
---@return string digest
function string.sha1(str, raw) end

---The SHA-256 digest.
---@param str string
---@param raw? boolean Bytes instead of hexadecimal digits.
---@return string digest
function string.sha256(str, raw) end

---The SHA-512 digest.
---@param str string
---@param raw? boolean Bytes instead of hexadecimal digits.
---@return string digest
function string.sha512(str, raw) end

---The CRC-32 checksum.
---@param str string
---@param previous? integer The checksum of what came before.
---@return integer
function string.crc32(str, previous) end

---The HMAC of a text.
---@param name "md5"|"sha1"|"sha224"|"sha256"|"sha384"|"sha512"
---@param key string
---@param str string
---@param raw? boolean Bytes instead of hexadecimal digits.
---@return string
function string.hmac(name, key, str, raw) end

---@class hasher
local hasher = {}

---Adds strings.
---@param ... string
---@return hasher
function hasher:update(...) end

---The digest of all that was added.
---@param raw? boolean
---@return string
function hasher:digest(raw) end

---Another hasher that goes on from here.
---@return hasher
function hasher:copy() end

---A digest of text that comes in pieces; with a key, an HMAC.
---@param name "md5"|"sha1"|"sha224"|"sha256"|"sha384"|"sha512"
---@param key? string
---@return hasher
function string.hasher(name, key) end

---The Base64 code of bytes.
---@param str string
---@param alphabet? "url"
---@return string
function string.base64(str, alphabet) end

---The bytes of a Base64 code.
---@param str string
---@return string?
---@return string? message
function string.unbase64(str) end

---Two hexadecimal digits per byte.
---@param str string
---@return string
function string.hex(str) end

---The bytes of hexadecimal digits.
---@param str string
---@return string?
---@return string? message
function string.unhex(str) end

---Matches a regular expression (PCRE2): the whole match and the groups.
---@param str string
---@param pattern string
---@param options? string Letters, among them i (case), m (lines), x (free), b (bytes), t (tables).
---@param init? integer Where to begin.
---@return string? match nil if there is none, or the pattern is wrong.
---@return string? ... Groups, or a message.
function string.pcrematch(str, pattern, options, init) end

---Iterates over all matches of a regular expression.
---@param str string
---@param pattern string
---@param options? string
---@return fun(): string?, ...
function string.pcregmatch(str, pattern, options) end

---Replaces the matches of a regular expression.
---@param str string
---@param pattern string
---@param replacement string|table|function
---@param options? string
---@param n? integer At most so many.
---@return string? text
---@return integer|string count Or a message.
function string.pcregsub(str, pattern, replacement, options, n) end
