package dev.tomthumb.config;

/** How a request waits for a rendition that is being made. */
public enum AsyncMode {
    /** Without a container thread where the filter chain allows it, else with one of the few waiters. */
    AUTO,
    /** Without a container thread even behind filters that did not declare support for it. */
    FORCE,
    /** Always with a container thread, never more than the permitted waiters. */
    OFF
}
