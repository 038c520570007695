module.exports = (payload) => payload
