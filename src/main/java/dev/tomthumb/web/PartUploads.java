package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.model.Problem;
import dev.tomthumb.upload.Claim;
import dev.tomthumb.upload.Upload;
import dev.tomthumb.upload.UploadCheck;
import dev.tomthumb.upload.UploadRules;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Uploads of a form ({@code multipart/form-data}), checked before they are stored. The servlet declares a {@code
 * multipart-config}; its {@code max-file-size} keeps what is far too large off the disk, the rules here say the rest.
 */
public final class PartUploads {
    /** Exceptions of Tomcat's own (org.apache.tomcat.util.http.fileupload, org.apache.catalina.connector), which are no API. */
    private static final Set<String> OF_THE_SENDER = Set.of(
            "MalformedStreamException", "IllegalBoundaryException", "ClientAbortException", "BadRequestException");

    private static final String NAME_WITH_NUL = "InvalidFileNameException";

    private final UploadCheck check;

    private PartUploads(UploadCheck check) {
        this.check = check;
    }

    /**
     * The check of the product that runs in this web application.
     *
     * @throws IllegalStateException if none does; its log says why
     */
    public static PartUploads of(ServletContext application) {
        if (application.getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb running) {
            return new PartUploads(running.uploads());
        }
        throw new IllegalStateException(
                "Tomthumb does not run in this web application, so that uploads cannot be checked; its log says why.");
    }

    /** The same check by other rules. */
    public PartUploads with(UploadRules rules) {
        return new PartUploads(check.with(rules));
    }

    /** The rules it goes by. */
    public UploadRules rules() {
        return check.rules();
    }

    /**
     * Reads and checks the file of one field of a form. Where nobody has said how the form's texts are encoded, file names
     * are read as UTF-8: call this before anything else reads the request.
     *
     * @param field the name of the {@code <input type="file">}
     * @return a refusal is an answer, not an exception; also where the form is larger than its {@code multipart-config}
     *     allows, has no such field, is no {@code multipart/form-data}, or did not arrive whole
     * @throws IllegalStateException if the servlet has no {@code multipart-config}
     * @throws IOException if this server cannot keep what it receives
     */
    public Upload check(HttpServletRequest request, String field) throws IOException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8");
        }
        try {
            Part part = request.getPart(field);
            return part == null ? missing(field) : check(part);
        } catch (IllegalStateException refused) {
            // Without a cause it is the servlet that lacks its configuration.
            if (refused.getCause() == null) {
                throw refused;
            }
            return new Upload.Refused(
                    Problem.ORIGINAL_TOO_LARGE, "The file, or all of the form, is larger than is accepted.");
        } catch (ServletException otherType) {
            return new Upload.Refused(
                    Problem.NOT_AN_IMAGE, "The request brings no file: it is no form of the type multipart/form-data.");
        } catch (IOException failure) {
            return cutOff(failure);
        } catch (RuntimeException failure) {
            return misnamed(failure);
        }
    }

    /** What the container makes of a body that is no form or ends too early; anything else is this server's own trouble. */
    private static Upload cutOff(IOException failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String type = cause.getClass().getSimpleName();
            boolean withoutReason = type.equals("FileUploadException") && cause.getCause() == null;
            if (cause instanceof EOFException || withoutReason || OF_THE_SENDER.contains(type)) {
                return new Upload.Refused(
                        Problem.BROKEN_IMAGE, "The form is damaged or did not arrive whole; please send it again.");
            }
        }
        throw failure;
    }

    private static Upload misnamed(RuntimeException failure) {
        if (failure.getClass().getSimpleName().equals(NAME_WITH_NUL)) {
            return new Upload.Refused(
                    Problem.NOT_EXPECTED, "The name of the file holds a character that no name may hold.");
        }
        throw failure;
    }

    private static Upload missing(String field) {
        return new Upload.Refused(Problem.NOT_AN_IMAGE, "The form has no file in its field " + word(field) + ".");
    }

    /** The page's own name for it, in case it was not the page that chose it. */
    private static String word(String field) {
        return field.replaceAll("[^\\w-]", "?");
    }

    /**
     * Reads and checks one file of a form. A form field without a file is refused as an empty one.
     *
     * @return a refusal is an answer, not an exception
     * @throws IOException if what the container has received cannot be read
     */
    public Upload check(Part part) throws IOException {
        Claim claim =
                new Claim(Optional.ofNullable(part.getSubmittedFileName()), Optional.ofNullable(part.getContentType()));
        try (InputStream in = part.getInputStream()) {
            return check.check(in, claim);
        }
    }
}
