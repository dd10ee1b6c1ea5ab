package dev.tomthumb.model;

/**
 * The files of a release that are for this server's line of Tomcat, as an operator is told to take them: there is one for
 * Tomcat 10.1 and 11 ({@code jakarta}), and its twin for Tomcat 9 ({@code javax}). Needs nothing but the JDK.
 *
 * @param libZip the zip with all jars
 * @param war the WAR that is deployed beside an application
 */
public record ReleaseFiles(String libZip, String war) {
    /** In the twin it is the other package's, as every name in it is. */
    private static final String SERVLET_API = "jakarta.servlet.ServletContext";

    /** Those that this jar itself belongs to. */
    public static ReleaseFiles own() {
        return of(SERVLET_API);
    }

    /** @param api a class of the servlet API that they were made for */
    public static ReleaseFiles of(String api) {
        return isJakarta(api)
                ? new ReleaseFiles("tomthumb-<version>-lib.zip", "tomthumb.war")
                : new ReleaseFiles("tomthumb-<version>-javax-lib.zip", "tomthumb-javax.war");
    }

    /** Those of the other line. */
    public static ReleaseFiles otherThan(String api) {
        return of(isJakarta(api) ? "javax" : "jakarta");
    }

    private static boolean isJakarta(String api) {
        return api.startsWith("jakarta");
    }
}
