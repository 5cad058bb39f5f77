// CloudFront function, viewer request: the paths of the single page application lead to its page. A path whose
// last part has a dot is a file and goes to the bucket as it is: where it is missing, the answer is an error and
// not a page under a script's name. /.well-known/ holds files without an extension.
function handler(event) {
  var request = event.request;
  var name = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (name.indexOf('.') === -1 && request.uri.indexOf('/.well-known/') !== 0) {
    request.uri = '/index.html';
  }
  return request;
}
