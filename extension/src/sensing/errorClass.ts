/** A class that a project gave a name of its own: its name is a name, and names do not leave. */
export const OTHER = "other";
/** Words that name no class at all. */
const UNKNOWN = "unknown";

/** Returns the class that a failure's last words begin with: one that a language brings along, else "other". */
export function errorClass(reason: string): string {
  // pytest leaves the class of its own assertions out.
  if (/^assert\b/.test(reason)) {
    return "AssertionError";
  }
  const [, name] = /^(?:[\p{L}_][\p{L}\p{N}_]*\.)*(\p{Lu}[\p{L}\p{N}_]*)(?::|$)/u.exec(reason) ?? [];
  return name === undefined ? UNKNOWN : CLASSES.has(name) ? name : OTHER;
}

/** Of the language and its library. */
const PYTHON = `
  ArithmeticError AssertionError AttributeError BadZipFile BaseException BaseExceptionGroup
  BlockingIOError BrokenPipeError BufferError BytesWarning CalledProcessError CancelledError
  ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
  DatabaseError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup
  FileExistsError FileNotFoundError FloatingPointError FrozenInstanceError FutureWarning GeneratorExit
  HTTPError IOError ImportError ImportWarning IncompleteReadError IndentationError IndexError
  IntegrityError InterruptedError InvalidOperation IsADirectoryError JSONDecodeError KeyError
  KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
  NotImplementedError OSError OperationalError OverflowError PendingDeprecationWarning PermissionError
  ProcessLookupError ProgrammingError PythonFinalizationError RecursionError ReferenceError
  ResourceWarning RuntimeError RuntimeWarning StatisticsError StopAsyncIteration StopIteration SyntaxError
  SyntaxWarning SystemError SystemExit TabError TimeoutError TimeoutExpired TypeError URLError
  UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
  UnicodeWarning UnpicklingError UserWarning ValueError Warning WindowsError ZeroDivisionError
`;
/** Of the language, the browser and Node. */
const JAVASCRIPT = `
  AbortError AggregateError AssertionError CompileError DOMException Error EvalError InternalError
  LinkError NotFoundError QuotaExceededError RangeError ReferenceError RuntimeError SuppressedError
  SyntaxError SystemError TimeoutError TypeError URIError
`;
/** The common ones of Java, and JUnit's own. */
const JAVA = `
  ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionFailedError
  ClassCastException ClassNotFoundException ComparisonFailure ConcurrentModificationException
  ExecutionException FileNotFoundException IOException IllegalArgumentException IllegalStateException
  IndexOutOfBoundsException InputMismatchException InterruptedException NegativeArraySizeException
  NoClassDefFoundError NoSuchElementException NoSuchFieldException NoSuchMethodException
  NullPointerException NumberFormatException OutOfMemoryError RuntimeException SQLException
  SecurityException StackOverflowError StringIndexOutOfBoundsException Throwable TimeoutException
  UncheckedIOException UnsupportedOperationException
`;
/** The common ones of .NET. */
const DOTNET = `
  AggregateException ApplicationException ArgumentException ArgumentNullException
  ArgumentOutOfRangeException DirectoryNotFoundException DivideByZeroException Exception FormatException
  HttpRequestException IndexOutOfRangeException InvalidCastException InvalidDataException
  InvalidOperationException JsonException KeyNotFoundException NotImplementedException
  NotSupportedException NullReferenceException ObjectDisposedException OperationCanceledException
  OutOfMemoryException OverflowException StackOverflowException TaskCanceledException
  UnauthorizedAccessException XmlException
`;
/** pytest's word for a test that failed on purpose, or where nothing was raised. */
const PYTEST = "Failed";

const CLASSES: ReadonlySet<string> = new Set(
  [PYTHON, JAVASCRIPT, JAVA, DOTNET, PYTEST].flatMap((text) => text.trim().split(/\s+/)),
);

/** The words that may leave this window, for those who compare them with what the daemon takes from other tools. */
export const KNOWN: readonly string[] = [...CLASSES].filter((name) => name !== PYTEST);
