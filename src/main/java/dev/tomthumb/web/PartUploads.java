package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.upload.Claim;
import dev.tomthumb.upload.Upload;
import dev.tomthumb.upload.UploadCheck;
import dev.tomthumb.upload.UploadRules;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Uploads of a form ({@code multipart/form-data}), checked before they are stored. The servlet declares a {@code
 * multipart-config}; its {@code max-file-size} keeps what is far too large off the disk, the rules here say the rest.
 */
public final class PartUploads {
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
