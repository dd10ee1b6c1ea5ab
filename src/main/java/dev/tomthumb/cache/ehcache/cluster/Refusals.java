package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.ehcache.ClusterShape;

/**
 * What it means when a server cannot be used: nobody is there, or somebody who does not fit. A server of another version that
 * says so says it to the client's log alone; what it does is end the connection at once.
 */
final class Refusals {
    private static final String VERSION = "3.11.1";
    private static final String FITTING = "This client is that of Ehcache " + VERSION
            + " and takes the server of ehcache-clustered-" + VERSION + "-kit";

    private Refusals() {}

    /** The failure as a sentence for operators. */
    static ClusterException explained(Throwable failure, ClusterShape shape) {
        String reason = EhcacheCluster.reason(failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String type = cause.getClass().getSimpleName();
            if (type.contains("ConnectionClosed")) {
                return ClusterException.refused(
                        "it ends connections as soon as they are made (" + reason
                                + "): unless it is just being stopped, it is of another version. " + FITTING,
                        failure);
            }
            if (type.contains("NotProvided") || type.contains("VersionMismatch") || cause instanceof LinkageError) {
                return ClusterException.refused(
                        "it is of another version, or has no Ehcache plug-in (" + reason + "). " + FITTING, failure);
            }
            if (type.contains("Validation") || type.contains("Configuration") || type.contains("Resource")) {
                return ClusterException.refused(
                        "it does not agree with this node's ehcache.xml (" + reason + "). The server must have an"
                                + " offheap-resource '" + shape.resource() + "' with " + (shape.bytes() >> 20)
                                + " MB and 16 MB more to spare, and all nodes must name the same; a server forgets what is"
                                + " there already when it is restarted",
                        failure);
            }
        }
        return ClusterException.unanswered(reason, failure);
    }
}
