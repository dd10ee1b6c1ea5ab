#!/bin/sh
# bin/setenv.sh: read by catalina.sh before it starts Tomcat.

# Pictures need heap: at most a quarter of -Xmx for decoded pixels (tomthumb.render-memory), as much again for originals
# that were fetched and are not rendered yet, and as much again for large pictures that are being sent; the rest waits. The
# cache's heap tier comes on top (ehcache.xml).
CATALINA_OPTS="$CATALINA_OPTS -Xms512m -Xmx1g"

# No display on a server; without it a missing X library can break the first picture.
CATALINA_OPTS="$CATALINA_OPTS -Djava.awt.headless=true"

# A full heap is better ended than half alive; systemd starts it again (see systemd/tomthumb.conf).
CATALINA_OPTS="$CATALINA_OPTS -XX:+ExitOnOutOfMemoryError"

# server.xml has no shutdown port: catalina.sh stop says so, then ends the process of this file by SIGTERM. Under
# systemd, which knows its process itself, catalina.sh run does not write it.
CATALINA_PID="${CATALINA_PID:-$CATALINA_BASE/temp/tomcat.pid}"

# Where it listens (see server.xml). 127.0.0.1 = only a web server on this machine reaches it.
CATALINA_OPTS="$CATALINA_OPTS -Dtomcat.http.address=${TOMCAT_HTTP_ADDRESS:-127.0.0.1}"
CATALINA_OPTS="$CATALINA_OPTS -Dtomcat.http.port=${TOMCAT_HTTP_PORT:-8080}"

# JDK 24 or later: a virtual thread for each request (see server.xml). Older ones refuse to start with it (before 21) or let
# a synchronized block that waits hold up everybody (21 to 23). As many requests as there are connections then run at
# once: a database pool of a site that counted on maxThreads has to say no by itself.
# CATALINA_OPTS="$CATALINA_OPTS -Dtomcat.http.virtual-threads=true"

# In the locale C, which services often have, a JVM can neither read nor write file names beyond ASCII. Other locales stay:
# before JDK 18 the encoding of the site's own texts hangs on them, too.
if [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ]; then
  LC_ALL=C.UTF-8
  export LC_ALL
fi

# JDK 25 warns about the bundled libwebp without this; JDK 17 does not know it.
# CATALINA_OPTS="$CATALINA_OPTS --enable-native-access=ALL-UNNAMED"

export CATALINA_OPTS
