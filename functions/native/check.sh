#!/usr/bin/env bash
# The closed-world check: GraalVM's Native Image builder, from Maven Central, analyses and compiles a function to an
# object file. It needs no GraalVM distribution, so it cannot link; with one, `mvn package -Dquarkus.native.enabled=true` does all of it.
# Called by ./maestro native check, which sets JAVA_HOME to a JDK 25. Takes minutes and up to 7 GB of memory.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work="$here/target"
memory="${MAESTRO_NATIVE_HEAP:-7g}"

fail() { echo "maestro native check: $*" >&2; exit "${2:-1}"; }

command -v gcc >/dev/null 2>&1 || fail "gcc was not found; install it, for example: apt-get install gcc libc6-dev" 2
command -v mvn >/dev/null 2>&1 || fail "mvn was not found; install Maven 3.8.6 or newer" 2

prepare() { # the builder, and a copy of the JDK with what the builder looks for and a plain JDK lacks
    local jdk="$work/jdk" include
    if [ ! -d "$work/lib" ]; then
        echo "copying the builder from Maven Central ..."
        mvn -B -q -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib.new" >"$work/maven.log" 2>&1 \
            || fail "the builder's jars could not be copied; the log is $work/maven.log"
        mv "$work/lib.new" "$work/lib"
    fi
    [ -f "$work/ready" ] && [ "$(cat "$work/ready")" = "$JAVA_HOME" ] && return
    rm -rf "$jdk"
    cp -a "$JAVA_HOME" "$jdk"
    include="$jdk/lib/svm/clibraries/linux-amd64/include"
    mkdir -p "$jdk/lib/static/linux-amd64/glibc" "$jdk/lib/svm/builder/lib" "$include"
    for library in java net nio zip extnet prefs management management_ext rmi jaas security instrument attach; do
        ar rc "$jdk/lib/static/linux-amd64/glibc/lib$library.a"
    done
    gcc -shared -fPIC -I"$jdk/include" -I"$jdk/include/linux" "$here/progress.c" -o "$jdk/lib/svm/builder/lib/libreporterchelper.so"
    cp "$here/svm_locale.h" "$include/"
    for pair in amd64:AMD64 aarch64:AArch64 riscv64:RISCV64; do
        "$jdk/bin/javap" -p -cp "$work/lib/*" "com.oracle.svm.core.${pair%%:*}.${pair##*:}LibCHelper\$CPUFeatures" >"$work/listing"
        "$jdk/bin/java" "$here/BuilderArguments.java" header "$work/listing" >"$include/${pair%%:*}cpufeatures.h"
    done
    "$jdk/bin/java" "$here/BuilderArguments.java" exports "$work/exports"
    printf '%s' "$JAVA_HOME" >"$work/ready"
}

build() { # NAME, more arguments of the builder
    local name=$1 up path
    shift
    rm -rf "$work/$name" && mkdir -p "$work/$name/tmp"
    up=$(printf '%s:' "$work"/lib/{compiler,truffle-compiler,collections,word}-*.jar)
    path=$(find "$work/lib" -name '*.jar' | grep -v -E '/(compiler|truffle-compiler|collections|word)-' | tr '\n' ':')
    # Ends with an error in any case: there is nothing to link with. What it said before that decides.
    "$work/jdk/bin/java" -XX:+UseParallelGC -Xss10m -Xms512m -Xmx"$memory" -XX:+UnlockExperimentalVMOptions \
        -XX:+EnableJVMCI -XX:-UseJVMCICompiler -XX:-UseJVMCINativeLibrary \
        -Dtruffle.TrustAllTruffleRuntimeProviders=true \
        -Dtruffle.TruffleRuntime=com.oracle.truffle.api.impl.DefaultTruffleRuntime \
        -Dgraalvm.ForcePolyglotInvalid=true -Dgraalvm.locatorDisabled=true -Dsubstratevm.IgnoreGraalVersionCheck=true \
        -Djava.lang.invoke.InnerClassLambdaMetafactory.initializeLambdas=false -Djava.lang.Object.hasIdentityHash=true \
        -Dsubstratevm.HostLibC=glibc -Dorg.graalvm.vendor=none -Dorg.graalvm.vendorurl=none \
        -Dorg.graalvm.vendorversion=none -Dorg.graalvm.version=25.0.2 -Dcom.oracle.graalvm.isaot=true \
        -Djdk.internal.lambda.disableEagerInitialization=true \
        -Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader \
        -Dorg.graalvm.nativeimage.imagecode=buildtime -Djdk.sunec.disableNative=false \
        --enable-native-access=ALL-UNNAMED,org.graalvm.nativeimage.builder \
        --upgrade-module-path "$up" -p "$path" @"$work/exports" "${java_options[@]}" \
        --module org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner \
        "$@" "-H:CLibraryPath=$work/jdk/lib/svm/clibraries/linux-amd64" -H:Optimize=b -H:Path="$work/$name" \
        -H:TempDirectory="$work/$name/tmp" -H:ImageBuildID=00000000-0000-0000-0000-000000000000 \
        >"$work/$name.log" 2>&1 || true
}

laid_out() { grep -q 'Laying out methods' "$work/$1.log" && [ -n "$(find "$work/$1/tmp" -name '*.o' -size +1M | head -n 1)" ]; }

mkdir -p "$work"
prepare
java_options=()
for name in "$@"; do
    started=$SECONDS
    if [ "$name" = --negative ]; then
        mkdir -p "$work/clash-classes"
        "$JAVA_HOME/bin/javac" -d "$work/clash-classes" "$here/Clash.java"
        build clash -imagecp "$work/clash-classes" -H:Class=Clash -H:Name=clash -H:ClassInitialization=Clash:build_time
        if laid_out clash || ! grep -q -i 'started Thread' "$work/clash.log"; then
            fail "the program that must be refused was not refused for its thread; the log is $work/clash.log"
        fi
        echo "negative case: refused, as it must be, in $((SECONDS - started)) s"
        continue
    fi
    sources="$here/../$name/target/native-sources"
    [ -f "$sources/native-image.args" ] || fail "$name has no native sources; run ./maestro native check --sources first" 2
    "$JAVA_HOME/bin/java" "$here/BuilderArguments.java" sources "$(cd "$sources" && pwd)" "$work/$name"
    mapfile -t java_options <"$work/$name.java"
    mapfile -t builder_options <"$work/$name.builder"
    build "$name" "${builder_options[@]}"
    java_options=()
    if ! laid_out "$name"; then
        grep -E -m 20 'Error|error|Exception|unresolved|not allowed' "$work/$name.log" >&2 || tail -n 20 "$work/$name.log" >&2
        fail "the builder refused $name; the log is $work/$name.log"
    fi
    object=$(find "$work/$name/tmp" -name '*.o' -size +1M | head -n 1)
    echo "$name: closed world holds; object of $(du -m "$object" | cut -f1) MB in $((SECONDS - started)) s"
    grep -E -m 3 'types,|reachable|Peak RSS' "$work/$name.log" | sed 's/^ */    /' || true
    rm -rf "$work/$name"
done
