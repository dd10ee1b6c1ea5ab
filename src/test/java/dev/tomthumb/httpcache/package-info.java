/** The cache of answers alone, in front of any origin, for public test suites and our own tables. */
package dev.tomthumb.httpcache;
