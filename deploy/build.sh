# Shared by up and load/run: finds the tools and builds what is missing. Sourced, not run.

# Ends the script with a message.
die() {
  printf '%s\n' "$*" >&2
  exit 2
}

# Prints the java of JAVA_HOME or of the path; it must be 17 or newer.
find_java() {
  local java version
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Set it to a JDK 17 or newer."
  else
    java=$(command -v java) || die "Culprit needs a JDK (17 or newer), and there is no java on the path. Install one, or set JAVA_HOME."
  fi
  version=$(java_version "$java")
  [ "${version:-0}" -ge 17 ] || die "Culprit needs a JDK 17 or newer, but $java is version ${version:-unknown}. Install one, or set JAVA_HOME."
  printf '%s' "$java"
}

# Prints the major version, such as 17.
java_version() {
  "$1" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1
}

# build_when_needed ROOT DIST PROJECTS NAME SOURCE...: builds the Maven projects unless DIST is newer than every source.
build_when_needed() {
  local root=$1 dist=$2 projects=$3 name=$4
  is_built "$dist" "${@:5}" && return
  command -v javac >/dev/null || [ -x "${JAVA_HOME:-}/bin/javac" ] ||
    die "$name must be built first, and that needs a JDK (17 or newer); the Java found here is only a run-time."
  command -v mvn >/dev/null ||
    die "$name must be built first, and that needs Maven (3.8.6 or newer), but there is no mvn on the path."
  check_maven
  run_build "$root" "$projects" "$name"
  is_complete "$dist" || die "The build left nothing in $dist."
}

is_complete() {
  [ -n "$(find "$1/lib" -name 'proto-*.jar' -print -quit 2>/dev/null)" ]
}

is_built() {
  local dist=$1 newer
  shift
  [ -f "$dist/.built" ] && is_complete "$dist" || return 1
  newer=$(find "$@" \( -name target -o -path '*/src/test' \) -prune -o \
    -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$dist/.built" -print -quit)
  [ -z "$newer" ]
}

check_maven() {
  local version
  version=$(mvn -v 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p')
  [ -n "$version" ] || die "mvn -v does not work; see what it says."
  [ "$(printf '%s\n3.8.6\n' "$version" | sort -V | head -n 1)" = 3.8.6 ] ||
    die "Culprit builds with Maven 3.8.6 or newer, but this is $version."
}

# Runs Maven with its output in a file and one line of progress.
run_build() {
  local root=$1 projects=$2 name=$3 log=$root/${2%%,*}/target/build.log from=$SECONDS pid now last= project
  for project in ${projects//,/ }; do
    rm -rf "$root/$project/target/dist"
    mkdir -p "$root/$project/target/dist"
    touch "$root/$project/target/dist/.building"
  done
  echo "Building $name; the first time Maven also downloads libraries. Details: $log"
  (cd "$root" && exec mvn -B -ntp -Dquick -DskipTests -pl "$projects" -am package) >"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill $pid 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    now=$(sed -n 's/\x1b\[[0-9;]*m//g; s/^\[INFO\] Building \(Culprit.*[^ ]\)  *[0-9][^ ]*  *\[\([0-9/]*\)\]$/\2 \1/p' "$log" | tail -n 1)
    if [ -t 1 ]; then
      printf '\r\033[K  %s s  %s' "$((SECONDS - from))" "${now:-reading the projects}"
    elif [ "$now" != "$last" ]; then
      printf '  %s s  %s\n' "$((SECONDS - from))" "$now"
      last=$now
    fi
    sleep 0.3
  done
  [ -t 1 ] && printf '\r\033[K'
  trap - INT TERM
  if ! wait "$pid"; then
    grep -E '^\[(ERROR|FATAL)\]' "$log" | head -n 15 >&2
    die "The build failed; everything it said is in $log."
  fi
  for project in ${projects//,/ }; do
    # Dated from before the build: what was changed during it is built next time.
    mv "$root/$project/target/dist/.building" "$root/$project/target/dist/.built"
  done
  echo "  Built in $((SECONDS - from)) s."
}
