"""The classes of errors that languages, their libraries and their test runners bring along.

A project's own class is named by a person, and its name is a name: only the words listed here may be kept.
"""

import re

from undersong.exchange.vocabulary import words

OTHER = "other"


def error_class(value: str) -> str:
    """Return the class of an error where it is one that a language brings along, else "other".

    >>> error_class("java.lang.NullPointerException"), error_class("com.acme.BillingException")
    ('NullPointerException', 'other')
    """
    last, said = value.rsplit(".", 1)[-1], SIGNS.sub("", value).strip()
    if last in CLASSES:
        return last
    return said if said in JAVAC else OTHER


PYTHON = words(
    """
    ArithmeticError AssertionError AttributeError BadZipFile BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning CalledProcessError CancelledError ChildProcessError
    ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DatabaseError
    DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError
    FileNotFoundError FloatingPointError FrozenInstanceError FutureWarning GeneratorExit HTTPError IOError ImportError
    ImportWarning IncompleteReadError IndentationError IndexError IntegrityError InterruptedError InvalidOperation
    IsADirectoryError JSONDecodeError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
    NotADirectoryError NotImplementedError OSError OperationalError OverflowError PendingDeprecationWarning
    PermissionError ProcessLookupError ProgrammingError PythonFinalizationError RecursionError ReferenceError
    ResourceWarning RuntimeError RuntimeWarning StatisticsError StopAsyncIteration StopIteration SyntaxError
    SyntaxWarning SystemError SystemExit TabError TimeoutError TimeoutExpired TypeError URLError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UnpicklingError
    UserWarning ValueError Warning WindowsError ZeroDivisionError
    """
)
# Of java.lang, java.util, java.io, java.net, java.nio, java.sql and the like, and of JUnit.
JAVA = words(
    """
    AbstractMethodError AccessDeniedException ArithmeticException ArrayComparisonFailure
    ArrayIndexOutOfBoundsException ArrayStoreException AssertionError AssertionFailedError
    AtomicMoveNotSupportedException BatchUpdateException BindException BootstrapMethodError BrokenBarrierException
    BufferOverflowException BufferUnderflowException CancellationException CharConversionException ClassCastException
    ClassCircularityError ClassFormatError ClassNotFoundException CloneNotSupportedException ClosedChannelException
    ClosedFileSystemException ComparisonFailure CompletionException ConcurrentModificationException ConnectException
    DataFormatException DateTimeException DateTimeParseException DirectoryNotEmptyException
    DuplicateFormatFlagsException EOFException EmptyStackException EnumConstantNotPresentException Error Exception
    ExceptionInInitializerError ExecutionException FileAlreadyExistsException FileNotFoundException
    FileSystemException FileSystemLoopException FileSystemNotFoundException FormatFlagsConversionMismatchException
    FormatterClosedException GenericSignatureFormatError HeadlessException HttpRetryException IOException
    IllegalAccessError IllegalAccessException IllegalArgumentException IllegalCallerException
    IllegalComponentStateException IllegalFormatConversionException IllegalFormatException IllegalFormatFlagsException
    IllegalFormatPrecisionException IllegalFormatWidthException IllegalMonitorStateException IllegalStateException
    IllegalThreadStateException IllformedLocaleException InaccessibleObjectException IncompatibleClassChangeError
    IndexOutOfBoundsException InputMismatchException InstantiationError InstantiationException InternalError
    InterruptedException InterruptedIOException InvalidClassException InvalidObjectException InvalidPathException
    InvalidPropertiesFormatException InvocationTargetException LayerInstantiationException LinkageError
    MalformedInputException MalformedParametersException MalformedURLException MatchException
    MissingFormatArgumentException MissingFormatWidthException MissingResourceException MultipleFailuresError
    NegativeArraySizeException NoClassDefFoundError NoRouteToHostException NoSuchElementException NoSuchFieldError
    NoSuchFieldException NoSuchFileException NoSuchMethodError NoSuchMethodException NotActiveException
    NotDirectoryException NotLinkException NotSerializableException NullPointerException NumberFormatException
    ObjectStreamException OptionalDataException OutOfMemoryError ParseException PatternSyntaxException
    PortUnreachableException ProtocolException ReadOnlyBufferException ReflectiveOperationException
    RejectedExecutionException RuntimeException SQLDataException SQLException SQLFeatureNotSupportedException
    SQLIntegrityConstraintViolationException SQLSyntaxErrorException SQLTimeoutException SQLWarning SecurityException
    SocketException SocketTimeoutException StackOverflowError StreamCorruptedException StringIndexOutOfBoundsException
    SyncFailedException TestAbortedException TestTimedOutException ThreadDeath Throwable TimeoutException
    TooManyListenersException TypeNotPresentException URISyntaxException UTFDataFormatException UncheckedIOException
    UndeclaredThrowableException UnknownError UnknownFormatConversionException UnknownFormatFlagsException
    UnknownHostException UnknownServiceException UnmappableCharacterException UnsatisfiedLinkError
    UnsupportedClassVersionError UnsupportedEncodingException UnsupportedOperationException VerifyError
    VirtualMachineError WriteAbortedException WrongThreadException ZipError ZipException
    """
)
JAVASCRIPT = words(
    """
    AbortError AggregateError AssertionError CompileError DOMException Error EvalError InternalError LinkError
    NotFoundError QuotaExceededError RangeError ReferenceError RuntimeError SuppressedError SyntaxError SystemError
    TimeoutError TypeError URIError
    """
)
DOTNET = words(
    """
    AccessViolationException AggregateException AppDomainUnloadedException ApplicationException ArgumentException
    ArgumentNullException ArgumentOutOfRangeException ArithmeticException ArrayTypeMismatchException
    BadImageFormatException DataMisalignedException DirectoryNotFoundException DivideByZeroException
    DllNotFoundException DriveNotFoundException DuplicateWaitObjectException EndOfStreamException
    EntryPointNotFoundException Exception ExecutionEngineException ExternalException FieldAccessException
    FileLoadException FileNotFoundException FormatException HttpRequestException IOException IndexOutOfRangeException
    InsufficientExecutionStackException InsufficientMemoryException InvalidCastException InvalidDataException
    InvalidOperationException InvalidProgramException InvalidTimeZoneException JsonException KeyNotFoundException
    LockRecursionException MemberAccessException MethodAccessException MissingFieldException MissingMemberException
    MissingMethodException NotFiniteNumberException NotImplementedException NotSupportedException
    NullReferenceException ObjectDisposedException OperationCanceledException OutOfMemoryException OverflowException
    PathTooLongException PlatformNotSupportedException RankException SerializationException StackOverflowException
    SynchronizationLockException SystemException TargetException TargetInvocationException
    TargetParameterCountException TaskCanceledException ThreadAbortException ThreadInterruptedException
    ThreadStateException TimeZoneNotFoundException TimeoutException TypeAccessException TypeInitializationException
    TypeLoadException TypeUnloadedException UnauthorizedAccessException UriFormatException WebException XmlException
    """
)
# Of Ruby, PHP, Dart, Kotlin and Scala.
OTHERS = words(
    """
    ArgumentCountError ArgumentError BadFunctionCallException BadMethodCallException ClosedQueueError CompileError
    ConcurrentModificationError DivisionByZeroError DomainException EncodingError ErrorException FiberError
    FileSystemException FloatDomainError FormatException FrozenError HttpException IOError IndexError
    IntegerDivisionByZeroException InvalidArgumentException JsonException KeyError KotlinNullPointerException
    LateInitializationError LengthException LoadError LocalJumpError LogicException MatchError NameError
    NoMatchingPatternError NoMatchingPatternKeyError NoMethodError NoSuchMethodError NoWhenBranchMatchedException
    NotImplementedError OutOfBoundsException OutOfRangeException OverflowException RangeError RangeException
    RegexpError ScriptError SecurityError StandardError StateError StopIteration SystemStackError ThreadError
    UncaughtThrowError UnderflowException UnexpectedValueException UnhandledMatchError UnimplementedError
    UninitializedPropertyAccessException UnsupportedError ValueError ZeroDivisionError
    """
)
CLASSES = PYTHON | JAVA | JAVASCRIPT | DOTNET | OTHERS

# What javac says, without signs and names; the rest of its messages name things.
JAVAC = frozenset(
    """
    expected
    class expected
    identifier expected
    class interface or enum expected
    cannot find symbol
    else without if
    illegal character
    illegal start of expression
    illegal start of statement
    illegal start of type
    incomparable types
    incompatible types
    invalid method declaration return type required
    missing method body or declare abstract
    missing return statement
    not a statement
    reached end of file while parsing
    unclosed character literal
    unclosed string literal
    unexpected type
    unreachable statement
    variable declaration not allowed here
    """.strip().split("\n    ")
)
SIGNS = re.compile("[^A-Za-z ]")
